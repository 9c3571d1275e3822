<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>Über Porthole</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Licence {licence}</source>
        <translation>Lizenz {licence}</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Gebaut mit</translation>
    </message>
    <message>
        <source>Qt for Python is used under the LGPL: you may replace it by a version of your own.</source>
        <translation>Qt for Python wird unter der LGPL verwendet: Es darf durch eine eigene Fassung ersetzt werden.</translation>
    </message>
</context>
<context>
    <name>AddSource</name>
    <message>
        <source>Add source</source>
        <translation>Quelle hinzufügen</translation>
    </message>
    <message>
        <source>SSH host: [user@]host[:port]</source>
        <translation>SSH-Host: [user@]host[:port]</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>An SSH host, or its name in ~/.ssh/config. Porthole lists its ports and installs nothing there.</source>
        <translation>Ein SSH-Host oder sein Name in ~/.ssh/config. Porthole listet seine Ports auf und installiert dort nichts.</translation>
    </message>
</context>
<context>
    <name>AddTcp</name>
    <message>
        <source>Add a raw TCP port</source>
        <translation>Rohen TCP-Port hinzufügen</translation>
    </message>
    <message>
        <source>Add raw TCP port</source>
        <translation>Rohen TCP-Port hinzufügen</translation>
    </message>
    <message>
        <source>Porthole adds no encryption. SSH has its own.</source>
        <translation>Porthole verschlüsselt nicht. SSH tut es selbst.</translation>
    </message>
    <message>
        <source>Anyone can find a raw TCP port</source>
        <translation>Einen rohen TCP-Port kann jeder finden</translation>
    </message>
    <message>
        <source>Use it only for protocols that encrypt themselves, such as SSH.</source>
        <translation>Nur für Protokolle, die selbst verschlüsseln, etwa SSH.</translation>
    </message>
    <message>
        <source>The address stays. Open connections end.</source>
        <translation>Die Adresse bleibt. Offene Verbindungen enden.</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>AddressLabel</name>
    <message>
        <source>Drag the address to where it is needed</source>
        <translation>Die Adresse dorthin ziehen, wo sie gebraucht wird</translation>
    </message>
</context>
<context>
    <name>CandidateDelegate</name>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>CandidateModel</name>
    <message>
        <source>Port {port} on this computer</source>
        <translation>Port {port} auf diesem Rechner</translation>
    </message>
    <message>
        <source>nothing listens yet, Porthole will wait for it</source>
        <translation>noch lauscht dort nichts, Porthole wartet darauf</translation>
    </message>
    <message>
        <source>exposed already</source>
        <translation>schon freigegeben</translation>
    </message>
</context>
<context>
    <name>CheckStrip</name>
    <message>
        <source>Checks of the last 10 minutes</source>
        <translation>Prüfungen der letzten 10 Minuten</translation>
    </message>
    <message>
        <source>10 min ago</source>
        <translation>vor 10 min</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>None in the last 10 minutes.</source>
        <translation>Keine in den letzten 10 Minuten.</translation>
    </message>
    <message>
        <source>{passed} of {all} passed</source>
        <translation>{passed} von {all} bestanden</translation>
    </message>
    <message>
        <source>{counts}, median {median}, worst {worst}.</source>
        <translation>{counts}, Median {median}, längste {worst}.</translation>
    </message>
    <message>
        <source>Missed at {time}.</source>
        <translation>Ausgeblieben um {time}.</translation>
    </message>
    <message>
        <source>Missed last at {time}.</source>
        <translation>Zuletzt ausgeblieben um {time}.</translation>
    </message>
</context>
<context>
    <name>ChecksSection</name>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Check now (F5)</source>
        <translation>Jetzt prüfen (F5)</translation>
    </message>
    <message>
        <source>Checks through the public address</source>
        <translation>Prüfungen über die öffentliche Adresse</translation>
    </message>
</context>
<context>
    <name>ConnectionTable</name>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>End connection</source>
        <translation>Verbindung beenden</translation>
    </message>
    <message>
        <source>Block address</source>
        <translation>Adresse sperren</translation>
    </message>
    <message>
        <source>Allow address</source>
        <translation>Adresse zulassen</translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>Peak {peak}</source>
        <translation>Spitze {peak}</translation>
    </message>
    <message>
        <source>In {into}, out {out}, peak {peak}</source>
        <translation>Herein {into}, hinaus {out}, Spitze {peak}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Zulassen</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>Besucher</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Herein</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Hinaus</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>State or close reason</source>
        <translation>Zustand oder Grund des Endes</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Closed by visitor</source>
        <translation>Vom Besucher geschlossen</translation>
    </message>
    <message>
        <source>Closed by app</source>
        <translation>Von der Anwendung geschlossen</translation>
    </message>
    <message>
        <source>Reset by visitor</source>
        <translation>Vom Besucher abgebrochen</translation>
    </message>
    <message>
        <source>Reset by app</source>
        <translation>Von der Anwendung abgebrochen</translation>
    </message>
    <message>
        <source>Nothing listened on port {port}</source>
        <translation>Auf Port {port} lauschte nichts</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Limit of connections reached</source>
        <translation>Höchstzahl der Verbindungen erreicht</translation>
    </message>
    <message>
        <source>Relay lost</source>
        <translation>Relay verloren</translation>
    </message>
    <message>
        <source>Blocked by you</source>
        <translation>Von dir gesperrt</translation>
    </message>
    <message>
        <source>Ended by you</source>
        <translation>Von dir beendet</translation>
    </message>
    <message>
        <source>Tunnel closed</source>
        <translation>Tunnel geschlossen</translation>
    </message>
</context>
<context>
    <name>ConnectionsSection</name>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count} offen</translation>
    </message>
    <message>
        <source>See all {count}</source>
        <translation>Alle {count} zeigen</translation>
    </message>
    <message>
        <source>See all connections</source>
        <translation>Alle Verbindungen zeigen</translation>
    </message>
    <message>
        <source>No visitors right now</source>
        <translation>Gerade keine Besucher</translation>
    </message>
    <message>
        <source>Last visitor {address}, {time}, {duration}, {reason}</source>
        <translation>Letzter Besucher {address}, {time}, {duration}, {reason}</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>Besucher</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Herein</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Hinaus</translation>
    </message>
</context>
<context>
    <name>ConnectionsTab</name>
    <message>
        <source>Filter by address or reason</source>
        <translation>Nach Adresse oder Grund filtern</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Connections shown</source>
        <translation>Gezeigte Verbindungen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>No visitors yet</source>
        <translation>Noch keine Besucher</translation>
    </message>
    <message>
        <source>Export connections</source>
        <translation>Verbindungen exportieren</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{count} addresses</source>
        <translation>{count} Adressen</translation>
    </message>
    <message>
        <source>Blocked {who}.</source>
        <translation>{who} gesperrt.</translation>
    </message>
    <message>
        <source>Blocked {who}, 1 connection ended.</source>
        <translation>{who} gesperrt, 1 Verbindung beendet.</translation>
    </message>
    <message>
        <source>Blocked {who}, {count} connections ended.</source>
        <translation>{who} gesperrt, {count} Verbindungen beendet.</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} Zeilen</translation>
    </message>
    <message>
        <source>{count} listed</source>
        <translation>{count} aufgeführt</translation>
    </message>
    <message>
        <source>{listed} of {count} listed</source>
        <translation>{listed} von {count} aufgeführt</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Porthole&apos;s engine is starting again. Try once more soon.</source>
        <translation>Der Motor von Porthole startet neu. Versuche es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ended. Try again in a moment.</source>
        <translation>Der Motor von Porthole ist ausgefallen. Versuche es gleich noch einmal.</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Cost</name>
    <message>
        <source>{mean} average, {peak} peak</source>
        <translation>{mean} im Mittel, {peak} Spitze</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>{amount} minimum</source>
        <translation>mindestens {amount}</translation>
    </message>
    <message>
        <source>{mean} average, {peak} peak, {minimum}</source>
        <translation>{mean} im Mittel, {peak} Spitze, {minimum}</translation>
    </message>
    <message>
        <source>{gpu}, reserved</source>
        <translation>{gpu}, reserviert</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>1 connection</source>
        <translation>1 Verbindung</translation>
    </message>
    <message>
        <source>{count} connections</source>
        <translation>{count} Verbindungen</translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation>Tunnel</translation>
    </message>
    <message>
        <source>The rate card&apos;s minimum was charged where less was used.</source>
        <translation>Wo weniger verbraucht wurde, ist das Minimum der Preisliste berechnet.</translation>
    </message>
    <message>
        <source>{gap} were not measured and are not charged: asleep, not exposed, or Porthole not running.</source>
        <translation>{gap} wurden nicht gemessen und nicht berechnet: Der Rechner schlief, der Port war nicht freigegeben, oder Porthole lief nicht.</translation>
    </message>
    <message>
        <source>Counted by the system for exactly this program (its control group).</source>
        <translation>Vom System für genau dieses Programm gezählt (seine Kontrollgruppe).</translation>
    </message>
    <message>
        <source>How CPU and memory were counted has not been kept.</source>
        <translation>Wie CPU-Zeit und Speicher gezählt wurden, ist nicht festgehalten.</translation>
    </message>
    <message>
        <source>For a part of the time: {sentence}</source>
        <translation>Für einen Teil der Zeit: {sentence}</translation>
    </message>
    <message>
        <source>CPU is counted by the system for exactly this program (its control group).</source>
        <translation>Die CPU-Zeit zählt das System für genau dieses Programm (seine Kontrollgruppe).</translation>
    </message>
    <message>
        <source>CPU is added up from its processes.</source>
        <translation>Die CPU-Zeit ist aus seinen Prozessen summiert.</translation>
    </message>
    <message>
        <source>How CPU was counted has not been kept.</source>
        <translation>Wie die CPU-Zeit gezählt wurde, ist nicht festgehalten.</translation>
    </message>
    <message>
        <source>Memory is counted by the system for exactly this program (its control group).</source>
        <translation>Den Speicher zählt das System für genau dieses Programm (seine Kontrollgruppe).</translation>
    </message>
    <message>
        <source>Shared memory is divided among the programs that share it (PSS).</source>
        <translation>Gemeinsamer Speicher ist unter den Programmen aufgeteilt, die ihn teilen (PSS).</translation>
    </message>
    <message>
        <source>Shared memory counts in full for each program that shares it (RSS).</source>
        <translation>Gemeinsamer Speicher zählt voll bei jedem Programm, das ihn teilt (RSS).</translation>
    </message>
    <message>
        <source>How memory was counted has not been kept.</source>
        <translation>Wie der Speicher gezählt wurde, ist nicht festgehalten.</translation>
    </message>
</context>
<context>
    <name>CostChart</name>
    <message>
        <source>Cost over time</source>
        <translation>Kosten im Verlauf</translation>
    </message>
    <message>
        <source>{time}: not measured</source>
        <translation>{time}: nicht gemessen</translation>
    </message>
    <message>
        <source>{time}: {total}</source>
        <translation>{time}: {total}</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>Last {last}; most {most}</source>
        <translation>Zuletzt {last}; höchstens {most}</translation>
    </message>
</context>
<context>
    <name>CostSection</name>
    <message>
        <source>nothing runs now</source>
        <translation>gerade läuft nichts</translation>
    </message>
    <message>
        <source>Parts of the cost</source>
        <translation>Teile der Kosten</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>{total} so far</source>
        <translation>bisher {total}</translation>
    </message>
</context>
<context>
    <name>CostTab</name>
    <message>
        <source>So far</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>Now, per hour</source>
        <translation>Jetzt, je Stunde</translation>
    </message>
    <message>
        <source>If left open for 24 h</source>
        <translation>Bei 24 h Laufzeit</translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation>Tunnel</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>The first measurement comes in a few seconds.</source>
        <translation>Die erste Messung kommt in wenigen Sekunden.</translation>
    </message>
    <message>
        <source>Nothing has been measured yet: no program is seen behind the port.</source>
        <translation>Noch ist nichts gemessen: Hinter dem Port ist kein Programm zu sehen.</translation>
    </message>
    <message>
        <source>Nothing is measured here: the program does not run on this computer.</source>
        <translation>Hier wird nichts gemessen: Das Programm läuft nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>If left open until {time}</source>
        <translation>Falls offen bis {time}</translation>
    </message>
    <message>
        <source>since {time}, {duration}</source>
        <translation>seit {time}, {duration}</translation>
    </message>
    <message>
        <source>Estimated cost of what runs behind port {port}</source>
        <translation>Geschätzte Kosten dessen, was hinter Port {port} läuft</translation>
    </message>
    <message>
        <source>Export estimate</source>
        <translation>Schätzung exportieren</translation>
    </message>
    <message>
        <source>Cost of each resource</source>
        <translation>Kosten je Ressource</translation>
    </message>
    <message>
        <source>The tunnel itself costs nothing. Resources are counted once, even when several ports belong to the same process.</source>
        <translation>Der Tunnel selbst kostet nichts. Ressourcen zählen einmal, auch wenn mehrere Ports zum selben Prozess gehören.</translation>
    </message>
</context>
<context>
    <name>CrashReports</name>
    <message>
        <source>Porthole made a mistake ({error}) and goes on. More is in {path}.</source>
        <translation>Porthole hat einen Fehler gemacht ({error}) und läuft weiter. Mehr steht in {path}.</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>No tray on this desktop. Porthole stays open when you close tunnels, and quits with the window.</source>
        <translation>Kein Infobereich auf diesem Desktop. Porthole bleibt offen, wenn Tunnel geschlossen werden, und endet mit dem Fenster.</translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Point to another port</source>
        <translation>Auf einen anderen Port richten</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>&apos;currency&apos; is to be three letters such as &quot;USD&quot;.</source>
        <translation>„currency“ muss aus drei Buchstaben bestehen, zum Beispiel &quot;USD&quot;.</translation>
    </message>
    <message>
        <source>&apos;gpu_second&apos; is to be a table of prices.</source>
        <translation>„gpu_second“ muss eine Tabelle von Preisen sein.</translation>
    </message>
    <message>
        <source>A code alone does not say which relay it is for: add --relay ADDRESS.</source>
        <translation>Ein Code allein sagt nicht, für welches Relay er ist: Füge --relay ADRESSE hinzu.</translation>
    </message>
    <message>
        <source>A join link holds its code as the relay wrote it.</source>
        <translation>Ein Einladungslink enthält seinen Code so, wie das Relay ihn geschrieben hat.</translation>
    </message>
    <message>
        <source>A relay&apos;s address has no https:// and no path; write its host and port, for example relay.example.com:8443.</source>
        <translation>Die Adresse eines Relays hat kein https:// und keinen Pfad; schreibe Host und Port, zum Beispiel relay.example.com:8443.</translation>
    </message>
    <message>
        <source>A relay&apos;s address has no user name or password; remove what stands before the @.</source>
        <translation>Die Adresse eines Relays hat keinen Benutzernamen und kein Passwort; entferne, was vor dem @ steht.</translation>
    </message>
    <message>
        <source>A relay&apos;s address has only plain letters; write a name with others in its xn-- form.</source>
        <translation>Die Adresse eines Relays besteht nur aus einfachen Buchstaben; schreibe einen Namen mit anderen in seiner xn---Form.</translation>
    </message>
    <message>
        <source>A relay&apos;s port is a number from 1 to 65535.</source>
        <translation>Der Port eines Relays ist eine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>A tunnel closes after more than 0 s and at most ten years.</source>
        <translation>Ein Tunnel schließt nach mehr als 0 s und höchstens zehn Jahren.</translation>
    </message>
    <message>
        <source>A tunnel that offers HTTP/2 has no raw TCP port. Close it, then expose its port anew.</source>
        <translation>Ein Tunnel, der HTTP/2 anbietet, hat keinen reinen TCP-Port. Schließe ihn und gib seinen Port neu frei.</translation>
    </message>
    <message>
        <source>A tunnel&apos;s name has at most {max_name_characters} characters.</source>
        <translation>Der Name eines Tunnels hat höchstens {max_name_characters} Zeichen.</translation>
    </message>
    <message>
        <source>Address already in use</source>
        <translation>Adresse schon in Gebrauch</translation>
    </message>
    <message>
        <source>After # there can only be ca= and a fingerprint.</source>
        <translation>Nach # können nur ca= und ein Fingerabdruck stehen.</translation>
    </message>
    <message>
        <source>An address with a network interface (%) means nothing elsewhere; remove that part.</source>
        <translation>Eine Adresse mit einer Netzwerkschnittstelle (%) sagt anderswo nichts; entferne diesen Teil.</translation>
    </message>
    <message>
        <source>Another Porthole runs already. It keeps its tunnels for the next start; this one opens none of them, and keeps none.</source>
        <translation>Ein anderes Porthole läuft schon. Es merkt sich seine Tunnel für den nächsten Start; dieses öffnet keinen davon und merkt sich keine.</translation>
    </message>
    <message>
        <source>Another device is enrolled as {device_id}; enrol with a new identity.</source>
        <translation>Ein anderes Gerät ist als {device_id} angemeldet; melde dich mit einer neuen Identität an.</translation>
    </message>
    <message>
        <source>Another program of yours has this name in use. Close its tunnel first, or choose another name.</source>
        <translation>Ein anderes deiner Programme verwendet diesen Namen. Schließe zuerst dessen Tunnel, oder wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>Broken pipe</source>
        <translation>Verbindung abgebrochen</translation>
    </message>
    <message>
        <source>Close a few tunnels, then try again.</source>
        <translation>Schließe ein paar Tunnel und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Connection aborted</source>
        <translation>Verbindung abgebrochen</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation>Verbindung von der Gegenseite abgebrochen</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Speicherkontingent erschöpft</translation>
    </message>
    <message>
        <source>Estimated {total} {currency} this month, which is over {percent} % of your budget of {budget} {currency}. The Cost tab shows what it goes to.</source>
        <translation>Diesen Monat geschätzt {total} {currency}, mehr als {percent} % deines Budgets von {budget} {currency}. Der Reiter „Kosten“ zeigt, wofür.</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Datei existiert schon</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Dateiname zu lang</translation>
    </message>
    <message>
        <source>HTTP/2 is for encrypted ports only. Leave out HTTP/2 or raw TCP.</source>
        <translation>HTTP/2 gibt es nur für verschlüsselte Ports. Lass HTTP/2 oder das reine TCP weg.</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Invalid port number {port}. Ports go from 1 to 65535.</source>
        <translation>Ungültige Portnummer {port}. Ports gehen von 1 bis 65535.</translation>
    </message>
    <message>
        <source>Invalid port number {text}. Ports go from 1 to 65535.</source>
        <translation>Ungültige Portnummer {text}. Ports gehen von 1 bis 65535.</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Ist ein Ordner</translation>
    </message>
    <message>
        <source>It listens on 127.0.0.1 inside the container, where nothing outside reaches it. Let it listen on 0.0.0.0.</source>
        <translation>Er lauscht im Container auf 127.0.0.1, wo ihn von außen nichts erreicht. Lass ihn auf 0.0.0.0 lauschen.</translation>
    </message>
    <message>
        <source>Logging in at {name} takes the passphrase of a key.</source>
        <translation>Die Anmeldung bei {name} braucht die Passphrase eines Schlüssels.</translation>
    </message>
    <message>
        <source>Make it possible to write there, then try again.</source>
        <translation>Sorge dafür, dass dort geschrieben werden kann, und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Make room on the disk, then try again.</source>
        <translation>Schaffe Platz auf der Festplatte und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Make that possible for your user, then try again.</source>
        <translation>Sorge dafür, dass dein Benutzer das darf, und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Name or service not known</source>
        <translation>Name unbekannt</translation>
    </message>
    <message>
        <source>Network is down</source>
        <translation>Netz ist aus</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>Netz nicht erreichbar</translation>
    </message>
    <message>
        <source>No TCP port is free on this relay. Try again later, or use the https URL.</source>
        <translation>Auf diesem Relay ist kein TCP-Port frei. Versuche es später noch einmal, oder verwende die https-URL.</translation>
    </message>
    <message>
        <source>No address associated with hostname</source>
        <translation>Name ohne Adresse</translation>
    </message>
    <message>
        <source>No computer is called {host}. Check the name and the network.</source>
        <translation>Kein Rechner heißt {host}. Prüfe den Namen und das Netz.</translation>
    </message>
    <message>
        <source>No connection to {address}: {error}.</source>
        <translation>Keine Verbindung zu {address}: {error}.</translation>
    </message>
    <message>
        <source>No engine runs where Docker&apos;s settings lead now. Start it, or choose another context.</source>
        <translation>Wohin Dockers Einstellungen jetzt führen, läuft keine Engine. Starte sie, oder wähle einen anderen Kontext.</translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation>Kein Weg zum Host</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>No tunnel {key} is open. Open it first.</source>
        <translation>Kein Tunnel {key} ist offen. Öffne ihn zuerst.</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>Kein Ordner</translation>
    </message>
    <message>
        <source>Nothing answers at {endpoint}. Start {engine}.</source>
        <translation>Unter {endpoint} antwortet nichts. Starte {engine}.</translation>
    </message>
    <message>
        <source>Nothing listens on {place} yet. Visitors get an error until something does.</source>
        <translation>Auf {place} lauscht noch nichts. Bis dahin bekommen Besucher einen Fehler.</translation>
    </message>
    <message>
        <source>Nothing listens on {place}. The tunnel works again as soon as something does.</source>
        <translation>Auf {place} lauscht nichts. Der Tunnel arbeitet wieder, sobald dort etwas lauscht.</translation>
    </message>
    <message>
        <source>OpenSSL cannot use the socket</source>
        <translation>OpenSSL kann den Socket nicht verwenden</translation>
    </message>
    <message>
        <source>OpenSSL gives no reason</source>
        <translation>OpenSSL nennt keinen Grund</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>Porthole has a bug with {name}: {error}.</source>
        <translation>Porthole hat einen Fehler mit {name}: {error}.</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Dateisystem nur lesbar</translation>
    </message>
    <message>
        <source>Relay server is unavailable</source>
        <translation>Das Relay ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Relay server is unavailable ({cause}). Check the network and the relay&apos;s address.</source>
        <translation>Das Relay ist nicht erreichbar ({cause}). Prüfe das Netz und die Adresse des Relays.</translation>
    </message>
    <message>
        <source>Relay server is unavailable. Check the network and the relay&apos;s address.</source>
        <translation>Das Relay ist nicht erreichbar. Prüfe das Netz und die Adresse des Relays.</translation>
    </message>
    <message>
        <source>Relay {name}</source>
        <translation>Relay {name}</translation>
    </message>
    <message>
        <source>Remove files of yours, then try again.</source>
        <translation>Lösche eigene Dateien und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Software caused connection abort</source>
        <translation>Verbindung abgebrochen</translation>
    </message>
    <message>
        <source>Starting at login is set in {place}, which cannot be used ({problem}). Check who may write there.</source>
        <translation>Der Start bei der Anmeldung steht in {place}, was sich nicht verwenden lässt ({problem}). Prüfe, wer dort schreiben darf.</translation>
    </message>
    <message>
        <source>Temporary failure in name resolution</source>
        <translation>Namensauflösung gerade nicht möglich</translation>
    </message>
    <message>
        <source>That was not the passphrase of the key. Try again.</source>
        <translation>Das war nicht die Passphrase des Schlüssels. Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>That was not the password of {user} at {name}. Try again.</source>
        <translation>Das war nicht das Passwort von {user} bei {name}. Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The SSH host of {text} is not in the list. Add it first.</source>
        <translation>Der SSH-Host von {text} steht nicht in der Liste. Füge ihn zuerst hinzu.</translation>
    </message>
    <message>
        <source>The access token has a typing mistake in it; copy it again instead of typing it.</source>
        <translation>Im Zugangstoken ist ein Tippfehler; kopiere es neu, statt es abzutippen.</translation>
    </message>
    <message>
        <source>The code in the join link is damaged; copy the link again, whole.</source>
        <translation>Der Code im Einladungslink ist beschädigt; kopiere den ganzen Link noch einmal.</translation>
    </message>
    <message>
        <source>The computer {there} is not known yet. Is this its {kind} key?</source>
        <translation>Der Rechner {there} ist noch nicht bekannt. Ist dies sein {kind}-Schlüssel?</translation>
    </message>
    <message>
        <source>The configuration of SSH for {name} is wrong: {error}.</source>
        <translation>Die SSH-Konfiguration für {name} ist falsch: {error}.</translation>
    </message>
    <message>
        <source>The configuration of SSH is wrong: {error}.</source>
        <translation>Die SSH-Konfiguration ist falsch: {error}.</translation>
    </message>
    <message>
        <source>The connection to {name} was lost.</source>
        <translation>Die Verbindung zu {name} ging verloren.</translation>
    </message>
    <message>
        <source>The engine has not been started. Send the command start first.</source>
        <translation>Der Motor wurde nicht gestartet. Sende zuerst den Befehl start.</translation>
    </message>
    <message>
        <source>The engine of containers answers {question} with error {status}.</source>
        <translation>Die Container-Engine antwortet auf {question} mit Fehler {status}.</translation>
    </message>
    <message>
        <source>The engine of containers does not let this user ask it.</source>
        <translation>Die Container-Engine erlaubt diesem Benutzer keine Fragen.</translation>
    </message>
    <message>
        <source>The engine of containers ended before it answered.</source>
        <translation>Die Container-Engine endete, bevor sie geantwortet hat.</translation>
    </message>
    <message>
        <source>The engine of containers ended while it answered.</source>
        <translation>Die Container-Engine endete mitten in ihrer Antwort.</translation>
    </message>
    <message>
        <source>The engine of containers has not answered for {answer_seconds} s.</source>
        <translation>Die Container-Engine antwortet seit {answer_seconds} s nicht.</translation>
    </message>
    <message>
        <source>The engine tells of something in more than {max_line_bytes} bytes.</source>
        <translation>Die Engine meldet etwas in mehr als {max_line_bytes} Bytes.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer is longer than {max_body_bytes} bytes.</source>
        <translation>Die Antwort der Engine ist länger als {max_body_bytes} Bytes.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer makes no sense ({error}).</source>
        <translation>Die Antwort der Engine ergibt keinen Sinn ({error}).</translation>
    </message>
    <message>
        <source>The enrolment code has a typing mistake in it; compare it with the relay&apos;s.</source>
        <translation>Im Einladungscode ist ein Tippfehler; vergleiche ihn mit dem des Relays.</translation>
    </message>
    <message>
        <source>The fingerprint after #ca= is damaged; copy the relay&apos;s address again, whole.</source>
        <translation>Der Fingerabdruck nach #ca= ist beschädigt; kopiere die ganze Adresse des Relays noch einmal.</translation>
    </message>
    <message>
        <source>The history was damaged and begins anew. The old file is now {name}.</source>
        <translation>Der Verlauf war beschädigt und beginnt neu. Die alte Datei heißt jetzt {name}.</translation>
    </message>
    <message>
        <source>The host in front of {name} cannot reach it: {reason}.</source>
        <translation>Der Host vor {name} kann ihn nicht erreichen: {reason}.</translation>
    </message>
    <message>
        <source>The instance id is missing or too long.</source>
        <translation>Die Kennung der Instanz fehlt oder ist zu lang.</translation>
    </message>
    <message>
        <source>The key cannot be added to {file}: {error}.</source>
        <translation>Der Schlüssel lässt sich nicht in {file} eintragen: {error}.</translation>
    </message>
    <message>
        <source>The key of {name} has been revoked. Do not connect to it.</source>
        <translation>Der Schlüssel von {name} wurde widerrufen. Verbinde dich nicht mit diesem Host.</translation>
    </message>
    <message>
        <source>The key of {name} has changed: somebody may pretend to be that computer. If you know that it was set up anew, forget its old key with: ssh-keygen -R &apos;{entry}&apos; -f {file}</source>
        <translation>Der Schlüssel von {name} hat sich geändert: Vielleicht gibt sich jemand als dieser Rechner aus. Wenn du weißt, dass er neu eingerichtet wurde, vergiss seinen alten Schlüssel mit: ssh-keygen -R &apos;{entry}&apos; -f {file}</translation>
    </message>
    <message>
        <source>The key of {name} is not known on this computer. Connect to it once by yourself, with: ssh {command}</source>
        <translation>Der Schlüssel von {name} ist auf diesem Rechner nicht bekannt. Verbinde dich einmal selbst damit: ssh {command}</translation>
    </message>
    <message>
        <source>The key of {name} is not to be trusted: {error}.</source>
        <translation>Dem Schlüssel von {name} ist nicht zu trauen: {error}.</translation>
    </message>
    <message>
        <source>The key of {name} was not accepted.</source>
        <translation>Der Schlüssel von {name} wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>The keyring is locked or does not answer, so the addresses on this computer last until Porthole ends. Unlock it and start Porthole again to keep them.</source>
        <translation>Der Schlüsselbund ist gesperrt oder antwortet nicht, daher gelten die Adressen auf diesem Rechner nur, bis Porthole endet. Entsperre ihn und starte Porthole neu, um sie zu behalten.</translation>
    </message>
    <message>
        <source>The list of SSH hosts {problem} ({path}). Move that file away.</source>
        <translation>Die Liste der SSH-Hosts {problem} ({path}). Verschiebe diese Datei an einen anderen Ort.</translation>
    </message>
    <message>
        <source>The rate card in {place} is not used: {problem}</source>
        <translation>Die Preisliste in {place} wird nicht verwendet: {problem}</translation>
    </message>
    <message>
        <source>The relay at {host} is not the one of the invitation: it has another certificate authority. Ask for a new invitation.</source>
        <translation>Das Relay unter {host} ist nicht das der Einladung: Es hat eine andere Zertifizierungsstelle. Bitte um eine neue Einladung.</translation>
    </message>
    <message>
        <source>The relay cannot know this computer, as its key is out of reach here ({reason}). Unlock or install a keyring, set PORTHOLE_PASSPHRASE if the key was kept with one, or use a token (porthole-relay token).</source>
        <translation>Das Relay kann diesen Rechner nicht erkennen, weil sein Schlüssel hier nicht zu haben ist ({reason}). Entsperre oder installiere einen Schlüsselbund, setze PORTHOLE_PASSPHRASE, falls der Schlüssel damit verwahrt wurde, oder verwende ein Token (porthole-relay token).</translation>
    </message>
    <message>
        <source>The relay cannot use its database now. Try again later.</source>
        <translation>Das Relay kann seine Datenbank gerade nicht verwenden. Versuche es später noch einmal.</translation>
    </message>
    <message>
        <source>The relay does not know this computer, or has revoked it. Ask for an invitation, and join the relay with it.</source>
        <translation>Das Relay kennt diesen Rechner nicht oder hat ihn ausgeschlossen. Bitte um eine Einladung und tritt dem Relay damit bei.</translation>
    </message>
    <message>
        <source>The relay does not know this device or token, or has revoked it.</source>
        <translation>Das Relay kennt dieses Gerät oder Token nicht oder hat es widerrufen.</translation>
    </message>
    <message>
        <source>The relay does not know this token, has revoked it, or its time is over. Ask for a new one (porthole-relay token).</source>
        <translation>Das Relay kennt dieses Token nicht, hat es widerrufen, oder seine Zeit ist vorbei. Bitte um ein neues (porthole-relay token).</translation>
    </message>
    <message>
        <source>The relay gave an address that makes no sense. Update the relay.</source>
        <translation>Das Relay hat eine Adresse vergeben, die keinen Sinn ergibt. Aktualisiere das Relay.</translation>
    </message>
    <message>
        <source>The relay has seen too many failed logins from this network. Try again in ten minutes.</source>
        <translation>Das Relay hat aus diesem Netz zu viele gescheiterte Anmeldungen gesehen. Versuche es in zehn Minuten noch einmal.</translation>
    </message>
    <message>
        <source>The relay on this computer</source>
        <translation>Das Relay auf diesem Rechner</translation>
    </message>
    <message>
        <source>The relay on this computer cannot be removed. It runs only when used.</source>
        <translation>Das Relay auf diesem Rechner lässt sich nicht entfernen. Es läuft nur, wenn es gebraucht wird.</translation>
    </message>
    <message>
        <source>The relay on this computer could not start. Install its parts with &apos;pip install porthole[relay]&apos;, or choose another relay.</source>
        <translation>Das Relay auf diesem Rechner konnte nicht starten. Installiere seine Teile mit „pip install porthole[relay]“, oder wähle ein anderes Relay.</translation>
    </message>
    <message>
        <source>The relay on this computer could not start: the names of its folders are no UTF-8. Set PORTHOLE_HOME to a folder whose name is.</source>
        <translation>Das Relay auf diesem Rechner konnte nicht starten: Die Namen seiner Ordner sind kein UTF-8. Setze PORTHOLE_HOME auf einen Ordner, dessen Name es ist.</translation>
    </message>
    <message>
        <source>The relay on this computer could not start: {error}</source>
        <translation>Das Relay auf diesem Rechner konnte nicht starten: {error}</translation>
    </message>
    <message>
        <source>The relay on this computer could not start: {error}.</source>
        <translation>Das Relay auf diesem Rechner konnte nicht starten: {error}.</translation>
    </message>
    <message>
        <source>The relay on this computer does not answer. End it with `{end}`: a new one starts by itself, and tunnels that are open come back.</source>
        <translation>Das Relay auf diesem Rechner antwortet nicht. Beende es mit „{end}“: Ein neues startet von selbst, und offene Tunnel kommen zurück.</translation>
    </message>
    <message>
        <source>The relay on this computer ended right after its start.</source>
        <translation>Das Relay auf diesem Rechner endete gleich nach seinem Start.</translation>
    </message>
    <message>
        <source>The relay {name} does not prove to be {host}: {why}. If it has an authority of its own, join it with an invitation, which tells which one.</source>
        <translation>Das Relay {name} weist sich nicht als {host} aus: {why}. Hat es eine eigene Zertifizierungsstelle, tritt ihm mit einer Einladung bei, die sie nennt.</translation>
    </message>
    <message>
        <source>The relay {name} is older than this Porthole. Update the relay.</source>
        <translation>Das Relay {name} ist älter als dieses Porthole. Aktualisiere das Relay.</translation>
    </message>
    <message>
        <source>The relay {name} needs a newer Porthole. Update this one.</source>
        <translation>Das Relay {name} braucht ein neueres Porthole. Aktualisiere dieses.</translation>
    </message>
    <message>
        <source>The relay&apos;s database {path} {problem}</source>
        <translation>Die Datenbank des Relays {path} {problem}</translation>
    </message>
    <message>
        <source>The relay&apos;s host must be in lower case and without brackets.</source>
        <translation>Der Host des Relays muss kleingeschrieben und ohne Klammern sein.</translation>
    </message>
    <message>
        <source>The session has ended.</source>
        <translation>Die Sitzung ist beendet.</translation>
    </message>
    <message>
        <source>The tunnel to {target} has the name {name}. Choose another one.</source>
        <translation>Der Tunnel zu {target} hat den Namen {name}. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>The tunnel to {target} was closed at the time that was set for it.</source>
        <translation>Der Tunnel zu {target} wurde zur festgesetzten Zeit geschlossen.</translation>
    </message>
    <message>
        <source>There are too many ProxyJump hosts in front of {name}; perhaps a circle.</source>
        <translation>Vor {name} stehen zu viele ProxyJump-Hosts; vielleicht im Kreis.</translation>
    </message>
    <message>
        <source>There are {max_hosts} SSH hosts already. Remove some first.</source>
        <translation>Es gibt schon {max_hosts} SSH-Hosts. Entferne zuerst einige.</translation>
    </message>
    <message>
        <source>There is a space or a control character inside the relay&apos;s address; remove it.</source>
        <translation>In der Adresse des Relays ist ein Leer- oder Steuerzeichen; entferne es.</translation>
    </message>
    <message>
        <source>There is a token, but no relay is named. Set {relay_variable} to the relay that it is for.</source>
        <translation>Es gibt ein Token, aber kein Relay ist genannt. Setze {relay_variable} auf das Relay, für das es gilt.</translation>
    </message>
    <message>
        <source>There is a tunnel to {target} already. Close that first.</source>
        <translation>Es gibt schon einen Tunnel zu {target}. Schließe zuerst diesen.</translation>
    </message>
    <message>
        <source>There is no Docker context {name}. Choose one with: docker context use NAME</source>
        <translation>Es gibt keinen Docker-Kontext {name}. Wähle einen mit: docker context use NAME</translation>
    </message>
    <message>
        <source>There is no history by steps of {step_s} s. Ask for 1, 60 or 3600.</source>
        <translation>Es gibt keinen Verlauf in Schritten von {step_s} s. Frage nach 1, 60 oder 3600.</translation>
    </message>
    <message>
        <source>There is no host {ssh}.</source>
        <translation>Es gibt keinen Host {ssh}.</translation>
    </message>
    <message>
        <source>There is no keyring that works ({reason}), so the keys of the relay on this computer are made anew after each restart.</source>
        <translation>Es gibt keinen Schlüsselbund, der arbeitet ({reason}), daher werden die Schlüssel des Relays auf diesem Rechner nach jedem Neustart neu erzeugt.</translation>
    </message>
    <message>
        <source>There is no rate card {card}. Choose one of: {known}.</source>
        <translation>Es gibt keine Preisliste {card}. Wähle eine von: {known}.</translation>
    </message>
    <message>
        <source>There is no relay {name}. Choose one of the list, or join it.</source>
        <translation>Es gibt kein Relay {name}. Wähle eines aus der Liste, oder tritt ihm bei.</translation>
    </message>
    <message>
        <source>There is no relay {name}. `porthole relays` lists them.</source>
        <translation>Es gibt kein Relay {name}. „porthole relays“ listet sie auf.</translation>
    </message>
    <message>
        <source>This code is unknown, used already or older than its ten minutes.</source>
        <translation>Dieser Code ist unbekannt, schon verwendet oder älter als seine zehn Minuten.</translation>
    </message>
    <message>
        <source>This computer does not reach itself at 127.0.0.1 ({strerror}). Bring its loopback interface up (ip link set lo up), and let programs use it.</source>
        <translation>Dieser Rechner erreicht sich selbst unter 127.0.0.1 nicht ({strerror}). Schalte seine Loopback-Schnittstelle ein (ip link set lo up), und lass Programme sie verwenden.</translation>
    </message>
    <message>
        <source>This computer has no place to keep its key ({reason}). Install a keyring, or set PORTHOLE_PASSPHRASE to keep it in an encrypted file. For an unattended machine, ask for a token instead (porthole-relay token).</source>
        <translation>Dieser Rechner hat keinen Ort, um seinen Schlüssel zu verwahren ({reason}). Installiere einen Schlüsselbund, oder setze PORTHOLE_PASSPHRASE, um ihn in einer verschlüsselten Datei zu verwahren. Für einen unbeaufsichtigten Rechner bitte stattdessen um ein Token (porthole-relay token).</translation>
    </message>
    <message>
        <source>This connection to the relay has been closed.</source>
        <translation>Diese Verbindung zum Relay wurde geschlossen.</translation>
    </message>
    <message>
        <source>This engine cannot do that.</source>
        <translation>Das kann dieser Motor nicht.</translation>
    </message>
    <message>
        <source>This enrolment code is not valid, or not any more; ask the relay for a new one.</source>
        <translation>Dieser Einladungscode gilt nicht oder nicht mehr; bitte das Relay um einen neuen.</translation>
    </message>
    <message>
        <source>This host is in the configuration of SSH. Remove it there.</source>
        <translation>Dieser Host steht in der SSH-Konfiguration. Entferne ihn dort.</translation>
    </message>
    <message>
        <source>This invitation is unknown, used already or older than ten minutes. Ask for a new one.</source>
        <translation>Diese Einladung ist unbekannt, schon verwendet oder älter als zehn Minuten. Bitte um eine neue.</translation>
    </message>
    <message>
        <source>This is a bug in Porthole</source>
        <translation>Das ist ein Fehler in Porthole</translation>
    </message>
    <message>
        <source>This is a bug in Porthole, which has written about it to its log.</source>
        <translation>Das ist ein Fehler in Porthole, der in seinem Protokoll steht.</translation>
    </message>
    <message>
        <source>This is not a command of the engine: {error}.</source>
        <translation>Das ist kein Befehl des Motors: {error}.</translation>
    </message>
    <message>
        <source>This is not a join link; copy it again, from https:// to its last character.</source>
        <translation>Das ist kein Einladungslink; kopiere ihn noch einmal, von https:// bis zum letzten Zeichen.</translation>
    </message>
    <message>
        <source>This is not a whole invitation. Paste it from https:// to its last character.</source>
        <translation>Das ist keine ganze Einladung. Füge sie von https:// bis zum letzten Zeichen ein.</translation>
    </message>
    <message>
        <source>This is not an access token; copy it again, from tun_ to its last character.</source>
        <translation>Das ist kein Zugangstoken; kopiere es noch einmal, von tun_ bis zum letzten Zeichen.</translation>
    </message>
    <message>
        <source>This is not an enrolment code; it has {wanted} letters and digits in groups of five.</source>
        <translation>Das ist kein Einladungscode; er hat {wanted} Buchstaben und Ziffern in Fünfergruppen.</translation>
    </message>
    <message>
        <source>This is not the name or IP address of a relay; write, for example, relay.example.com.</source>
        <translation>Das ist weder Name noch IP-Adresse eines Relays; schreibe zum Beispiel relay.example.com.</translation>
    </message>
    <message>
        <source>This question needs no answer any more.</source>
        <translation>Diese Frage braucht keine Antwort mehr.</translation>
    </message>
    <message>
        <source>This relay has one certificate for all names, which is not safe with HTTP/2. Open the tunnel without HTTP/2, or use the relay on this computer.</source>
        <translation>Dieses Relay hat ein Zertifikat für alle Namen, was mit HTTP/2 nicht sicher ist. Öffne den Tunnel ohne HTTP/2, oder verwende das Relay auf diesem Rechner.</translation>
    </message>
    <message>
        <source>This relay speaks versions {oldest_version} to {protocol_version}.</source>
        <translation>Dieses Relay spricht die Versionen {oldest_version} bis {protocol_version}.</translation>
    </message>
    <message>
        <source>This token may not open raw TCP ports.</source>
        <translation>Dieses Token darf keine reinen TCP-Ports öffnen.</translation>
    </message>
    <message>
        <source>This tunnel is closed for good. Expose its port anew.</source>
        <translation>Dieser Tunnel ist endgültig geschlossen. Gib seinen Port neu frei.</translation>
    </message>
    <message>
        <source>This user may not use Docker. Let it with &apos;sudo usermod -aG docker $USER&apos;, then log in again.</source>
        <translation>Dieser Benutzer darf Docker nicht verwenden. Erlaube es mit „sudo usermod -aG docker $USER“, und melde dich neu an.</translation>
    </message>
    <message>
        <source>This user may not use {engine} at {endpoint}. Use your own with &apos;systemctl --user enable --now podman.socket&apos;.</source>
        <translation>Dieser Benutzer darf {engine} unter {endpoint} nicht verwenden. Verwende ein eigenes mit „systemctl --user enable --now podman.socket“.</translation>
    </message>
    <message>
        <source>This {name} is too old: its API is {api_version}, and Porthole needs {needed} or later. Update {name}.</source>
        <translation>Dieses {name} ist zu alt: Seine API ist {api_version}, und Porthole braucht {needed} oder neuer. Aktualisiere {name}.</translation>
    </message>
    <message>
        <source>Too many failed logins. Try again in ten minutes.</source>
        <translation>Zu viele gescheiterte Anmeldungen. Versuche es in zehn Minuten noch einmal.</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>Zu viele offene Dateien</translation>
    </message>
    <message>
        <source>Traffic and costs are not kept. {error}</source>
        <translation>Verkehr und Kosten werden nicht aufgezeichnet. {error}</translation>
    </message>
    <message>
        <source>Tunnel {tunnel} is open already.</source>
        <translation>Tunnel {tunnel} ist schon offen.</translation>
    </message>
    <message>
        <source>What answers is no engine of containers ({error}).</source>
        <translation>Was dort antwortet, ist keine Container-Engine ({error}).</translation>
    </message>
    <message>
        <source>Write an IPv6 address in brackets, for example [2001:db8::7]:8443.</source>
        <translation>Schreibe eine IPv6-Adresse in Klammern, zum Beispiel [2001:db8::7]:8443.</translation>
    </message>
    <message>
        <source>a newer Porthole wrote it</source>
        <translation>ein neueres Porthole hat sie geschrieben</translation>
    </message>
    <message>
        <source>a newer Porthole wrote the file {path}</source>
        <translation>ein neueres Porthole hat die Datei {path} geschrieben</translation>
    </message>
    <message>
        <source>a newer Porthole wrote the list of relays</source>
        <translation>ein neueres Porthole hat die Liste der Relays geschrieben</translation>
    </message>
    <message>
        <source>a token has an id of {id_characters} characters, a secret of 32 bytes</source>
        <translation>ein Token hat eine Kennung von {id_characters} Zeichen und ein Geheimnis von 32 Bytes</translation>
    </message>
    <message>
        <source>an encrypted file</source>
        <translation>einer verschlüsselten Datei</translation>
    </message>
    <message>
        <source>another program has been changing {path} for too long; end it, then try again</source>
        <translation>ein anderes Programm ändert {path} schon zu lange; beende es und versuche es noch einmal</translation>
    </message>
    <message>
        <source>attempt to write a readonly database</source>
        <translation>Datenbank ist nur lesbar</translation>
    </message>
    <message>
        <source>cannot be opened ({strerror}); check its folder.</source>
        <translation>lässt sich nicht öffnen ({strerror}); prüfe ihren Ordner.</translation>
    </message>
    <message>
        <source>cannot be read or written; check its disk.</source>
        <translation>lässt sich nicht lesen oder schreiben; prüfe ihren Datenträger.</translation>
    </message>
    <message>
        <source>cannot be read: {strerror}</source>
        <translation>kann nicht gelesen werden: {strerror}</translation>
    </message>
    <message>
        <source>cannot be used ({orig}); check its file and disk.</source>
        <translation>lässt sich nicht verwenden ({orig}); prüfe ihre Datei und ihren Datenträger.</translation>
    </message>
    <message>
        <source>cannot be written: {strerror}</source>
        <translation>kann nicht geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>cannot be written; let the relay&apos;s user write the file and its folder.</source>
        <translation>lässt sich nicht schreiben; lass den Benutzer des Relays die Datei und ihren Ordner schreiben.</translation>
    </message>
    <message>
        <source>certificate has expired</source>
        <translation>Zertifikat abgelaufen</translation>
    </message>
    <message>
        <source>certificate is not yet valid</source>
        <translation>Zertifikat noch nicht gültig</translation>
    </message>
    <message>
        <source>certificate verify failed</source>
        <translation>Zertifikat nicht zu prüfen</translation>
    </message>
    <message>
        <source>closed by this end</source>
        <translation>von dieser Seite geschlossen</translation>
    </message>
    <message>
        <source>closed without an answer</source>
        <translation>ohne Antwort geschlossen</translation>
    </message>
    <message>
        <source>correct that and add it again</source>
        <translation>berichtige das und füge es noch einmal hinzu</translation>
    </message>
    <message>
        <source>correct the file, or move it away and join your relays again</source>
        <translation>berichtige die Datei, oder verschiebe sie und tritt deinen Relays neu bei</translation>
    </message>
    <message>
        <source>database disk image is malformed</source>
        <translation>Datenbank ist beschädigt</translation>
    </message>
    <message>
        <source>database is locked</source>
        <translation>Datenbank wird gerade verwendet</translation>
    </message>
    <message>
        <source>database or disk is full</source>
        <translation>Datenbank oder Datenträger ist voll</translation>
    </message>
    <message>
        <source>disk I/O error</source>
        <translation>Ein-/Ausgabefehler des Datenträgers</translation>
    </message>
    <message>
        <source>does not fit on its disk any more; make room there.</source>
        <translation>passt nicht mehr auf ihren Datenträger; schaffe dort Platz.</translation>
    </message>
    <message>
        <source>in memory</source>
        <translation>im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>is another program&apos;s; give the relay a file of its own.</source>
        <translation>gehört einem anderen Programm; gib dem Relay eine eigene Datei.</translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation>ist beschädigt</translation>
    </message>
    <message>
        <source>is damaged; restore it from a backup, or move it away and enrol every device again.</source>
        <translation>ist beschädigt; stelle sie aus einer Sicherung wieder her, oder verschiebe sie und melde jedes Gerät neu an.</translation>
    </message>
    <message>
        <source>is in use by another program; end that program, then try again.</source>
        <translation>wird von einem anderen Programm verwendet; beende es und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>it belongs to another user</source>
        <translation>er gehört einem anderen Benutzer</translation>
    </message>
    <message>
        <source>it failed ({fact})</source>
        <translation>Fehler: {fact}</translation>
    </message>
    <message>
        <source>it has neither ss nor netstat nor lsof, or no shell</source>
        <translation>er hat weder ss noch netstat noch lsof, oder keine Shell</translation>
    </message>
    <message>
        <source>it has no address</source>
        <translation>er hat keine Adresse</translation>
    </message>
    <message>
        <source>it is a symbolic link</source>
        <translation>er ist ein symbolischer Link</translation>
    </message>
    <message>
        <source>it is locked</source>
        <translation>er ist gesperrt</translation>
    </message>
    <message>
        <source>it is longer than {max_file_bytes} KiB.</source>
        <translation>sie ist länger als {max_file_bytes} KiB.</translation>
    </message>
    <message>
        <source>it is not text in UTF-8.</source>
        <translation>sie ist kein Text in UTF-8.</translation>
    </message>
    <message>
        <source>it is open to other users</source>
        <translation>er steht anderen Benutzern offen</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>sie ist zu groß</translation>
    </message>
    <message>
        <source>its certificate is for another name</source>
        <translation>sein Zertifikat gilt für einen anderen Namen</translation>
    </message>
    <message>
        <source>its lock failed ({strerror})</source>
        <translation>seine Sperre ist gescheitert ({strerror})</translation>
    </message>
    <message>
        <source>line {line} of {name}</source>
        <translation>Zeile {line} von {name}</translation>
    </message>
    <message>
        <source>make that possible, then try again</source>
        <translation>sorge dafür, dass das geht, und versuche es noch einmal</translation>
    </message>
    <message>
        <source>memory only (lost when this program ends)</source>
        <translation>nur im Arbeitsspeicher (verloren, wenn dieses Programm endet)</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>keine Adresse</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort innerhalb der Wartezeit</translation>
    </message>
    <message>
        <source>no container named {name} runs</source>
        <translation>kein Container namens {name} läuft</translation>
    </message>
    <message>
        <source>no keyring service answers</source>
        <translation>kein Schlüsselbund-Dienst antwortet</translation>
    </message>
    <message>
        <source>no relay called &quot;{name}&quot; is in the list</source>
        <translation>in der Liste steht kein Relay namens „{name}“</translation>
    </message>
    <message>
        <source>not a host name: {name}</source>
        <translation>kein Hostname: {name}</translation>
    </message>
    <message>
        <source>not a name that can be verified: {name}</source>
        <translation>kein Name, der sich prüfen lässt: {name}</translation>
    </message>
    <message>
        <source>port {port}</source>
        <translation>Port {port}</translation>
    </message>
    <message>
        <source>psutil is missing, install it: pip install psutil</source>
        <translation>psutil fehlt, installiere es: pip install psutil</translation>
    </message>
    <message>
        <source>psutil says: {error}</source>
        <translation>psutil sagt: {error}</translation>
    </message>
    <message>
        <source>put back a copy of it, or move it away and join your relays again</source>
        <translation>stelle eine Kopie davon wieder her, oder verschiebe sie und tritt deinen Relays neu bei</translation>
    </message>
    <message>
        <source>put back a copy, or remove the entry {key_name} and join your relays again</source>
        <translation>stelle eine Kopie wieder her, oder entferne den Eintrag {key_name} und tritt deinen Relays neu bei</translation>
    </message>
    <message>
        <source>remove it with the program that shows your keyring</source>
        <translation>entferne ihn mit dem Programm, das deinen Schlüsselbund zeigt</translation>
    </message>
    <message>
        <source>self-signed certificate</source>
        <translation>selbst signiertes Zertifikat</translation>
    </message>
    <message>
        <source>self-signed certificate in certificate chain</source>
        <translation>selbst signiertes Zertifikat in der Zertifikatskette</translation>
    </message>
    <message>
        <source>set PORTHOLE_PASSPHRASE to the one it was made with (if that is lost, move the file away; this device must then join its relays again)</source>
        <translation>setze PORTHOLE_PASSPHRASE auf die, mit der sie erzeugt wurde (ist sie verloren, verschiebe die Datei; dieses Gerät muss seinen Relays dann neu beitreten)</translation>
    </message>
    <message>
        <source>something else answers there</source>
        <translation>dort antwortet etwas anderes</translation>
    </message>
    <message>
        <source>the Docker context {name}</source>
        <translation>der Docker-Kontext {name}</translation>
    </message>
    <message>
        <source>the SSH server of {host} forbids to forward ports</source>
        <translation>der SSH-Server von {host} verbietet, Ports weiterzuleiten</translation>
    </message>
    <message>
        <source>the Secret Service</source>
        <translation>der Secret Service</translation>
    </message>
    <message>
        <source>the Windows Credential Locker</source>
        <translation>die Windows-Anmeldeinformationsverwaltung</translation>
    </message>
    <message>
        <source>the chosen relay is not in it</source>
        <translation>das gewählte Relay steht nicht darin</translation>
    </message>
    <message>
        <source>the connection was cut off</source>
        <translation>die Verbindung wurde unterbrochen</translation>
    </message>
    <message>
        <source>the entry {name} of {service} in the system keyring is damaged</source>
        <translation>der Eintrag {name} von {service} im Schlüsselbund des Systems ist beschädigt</translation>
    </message>
    <message>
        <source>the far end closed the control channel</source>
        <translation>die Gegenseite hat den Kontrollkanal geschlossen</translation>
    </message>
    <message>
        <source>the far end closed the data channel</source>
        <translation>die Gegenseite hat den Datenkanal geschlossen</translation>
    </message>
    <message>
        <source>the far end does not read its control channel</source>
        <translation>die Gegenseite liest ihren Kontrollkanal nicht</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>the file {path} cannot be read</source>
        <translation>die Datei {path} kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>the file {path} cannot be written</source>
        <translation>die Datei {path} kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>the file {path} is damaged</source>
        <translation>die Datei {path} ist beschädigt</translation>
    </message>
    <message>
        <source>the folder {folder} cannot be used ({problem}); remove it, or set PORTHOLE_HOME to a folder of your own</source>
        <translation>der Ordner {folder} lässt sich nicht verwenden ({problem}); entferne ihn, oder setze PORTHOLE_HOME auf einen eigenen Ordner</translation>
    </message>
    <message>
        <source>the handshake is not done</source>
        <translation>der Verbindungsaufbau ist nicht abgeschlossen</translation>
    </message>
    <message>
        <source>the history is not open yet</source>
        <translation>der Verlauf ist noch nicht geöffnet</translation>
    </message>
    <message>
        <source>the host has not been started</source>
        <translation>der Host wurde nicht gestartet</translation>
    </message>
    <message>
        <source>the kernel did not list the listening ports (sock_diag: {reason}); try again</source>
        <translation>der Kernel hat die lauschenden Ports nicht aufgelistet (sock_diag: {reason}); versuche es noch einmal</translation>
    </message>
    <message>
        <source>the keyring library is not installed</source>
        <translation>die Bibliothek keyring ist nicht installiert</translation>
    </message>
    <message>
        <source>the keyring with this computer&apos;s key is locked or does not answer</source>
        <translation>der Schlüsselbund mit dem Schlüssel dieses Rechners ist gesperrt oder antwortet nicht</translation>
    </message>
    <message>
        <source>the list of relays cannot be read</source>
        <translation>die Liste der Relays kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>the list of relays cannot be written</source>
        <translation>die Liste der Relays kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>the list of relays is damaged: {what}</source>
        <translation>die Liste der Relays ist beschädigt: {what}</translation>
    </message>
    <message>
        <source>the list of tunnels from the last time cannot be used ({problem}); it was set aside as {path}, and its tunnels are not opened again</source>
        <translation>die Liste der Tunnel vom letzten Mal lässt sich nicht verwenden ({problem}); sie liegt jetzt unter {path}, und ihre Tunnel werden nicht wieder geöffnet</translation>
    </message>
    <message>
        <source>the listening ports cannot be listed: {problem}</source>
        <translation>die lauschenden Ports lassen sich nicht auflisten: {problem}</translation>
    </message>
    <message>
        <source>the macOS Keychain</source>
        <translation>der macOS-Schlüsselbund</translation>
    </message>
    <message>
        <source>the name has no address</source>
        <translation>der Name hat keine Adresse</translation>
    </message>
    <message>
        <source>the names in it are: {names}</source>
        <translation>die Namen darin sind: {names}</translation>
    </message>
    <message>
        <source>the passphrase does not open the file {path}</source>
        <translation>die Passphrase öffnet die Datei {path} nicht</translation>
    </message>
    <message>
        <source>the passphrase of a file of secrets must not be empty</source>
        <translation>die Passphrase einer Datei mit Geheimnissen darf nicht leer sein</translation>
    </message>
    <message>
        <source>the relay does not answer</source>
        <translation>das Relay antwortet nicht</translation>
    </message>
    <message>
        <source>the relay does not know this kind of check</source>
        <translation>das Relay kennt diese Art von Prüfung nicht</translation>
    </message>
    <message>
        <source>the relay restarts</source>
        <translation>das Relay startet neu</translation>
    </message>
    <message>
        <source>the relay {name} cannot be kept: {exc}</source>
        <translation>das Relay {name} kann nicht aufgenommen werden: {exc}</translation>
    </message>
    <message>
        <source>the system keyring</source>
        <translation>dem Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>the system keyring cannot be used: {problem}</source>
        <translation>der Schlüsselbund des Systems lässt sich nicht verwenden: {problem}</translation>
    </message>
    <message>
        <source>the system keyring does not return what it was given</source>
        <translation>der Schlüsselbund des Systems gibt nicht zurück, was ihm gegeben wurde</translation>
    </message>
    <message>
        <source>the system keyring is locked or does not answer</source>
        <translation>der Schlüsselbund des Systems ist gesperrt oder antwortet nicht</translation>
    </message>
    <message>
        <source>there is no desktop session (no D-Bus session bus)</source>
        <translation>es gibt keine Desktop-Sitzung (keinen D-Bus-Sitzungsbus)</translation>
    </message>
    <message>
        <source>this computer slept for {seconds} s</source>
        <translation>dieser Rechner hat {seconds} s geschlafen</translation>
    </message>
    <message>
        <source>this device&apos;s key is damaged (kept in {kind})</source>
        <translation>der Schlüssel dieses Geräts ist beschädigt (verwahrt in {kind})</translation>
    </message>
    <message>
        <source>took no byte for {stall_seconds} s</source>
        <translation>nahm {stall_seconds} s lang kein Byte an</translation>
    </message>
    <message>
        <source>two relays have the same name</source>
        <translation>zwei Relays haben denselben Namen</translation>
    </message>
    <message>
        <source>two tunnels have the same id</source>
        <translation>zwei Tunnel haben dieselbe Kennung</translation>
    </message>
    <message>
        <source>unable to get local issuer certificate</source>
        <translation>Aussteller des Zertifikats unbekannt</translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation>Datenbankdatei lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>unlock it, then try again</source>
        <translation>entsperre ihn und versuche es noch einmal</translation>
    </message>
    <message>
        <source>unlock or repair it, or set PORTHOLE_PASSPHRASE to keep secrets in an encrypted file</source>
        <translation>entsperre oder repariere ihn, oder setze PORTHOLE_PASSPHRASE, um Geheimnisse in einer verschlüsselten Datei zu verwahren</translation>
    </message>
    <message>
        <source>update this one</source>
        <translation>aktualisiere dieses</translation>
    </message>
    <message>
        <source>version {version} of the file is newer than this program</source>
        <translation>Version {version} der Datei ist neuer als dieses Programm</translation>
    </message>
    <message>
        <source>was made by a newer version; update the relay to it.</source>
        <translation>wurde von einer neueren Version erzeugt; aktualisiere das Relay auf diese.</translation>
    </message>
    <message>
        <source>was written by a newer Porthole</source>
        <translation>wurde von einem neueren Porthole geschrieben</translation>
    </message>
    <message>
        <source>what answers there does not speak TLS</source>
        <translation>was dort antwortet, spricht kein TLS</translation>
    </message>
    <message>
        <source>without a number</source>
        <translation>ohne Nummer</translation>
    </message>
    <message>
        <source>{address} and this program have no way to encrypt in common: {error}.</source>
        <translation>{address} und dieses Programm haben kein gemeinsames Verschlüsselungsverfahren: {error}.</translation>
    </message>
    <message>
        <source>{address} does not answer. Is it on?</source>
        <translation>{address} antwortet nicht. Ist der Rechner an?</translation>
    </message>
    <message>
        <source>{address} is not an IP address.</source>
        <translation>{address} ist keine IP-Adresse.</translation>
    </message>
    <message>
        <source>{address} refuses connections. Does its SSH server run?</source>
        <translation>{address} lehnt Verbindungen ab. Läuft dort der SSH-Server?</translation>
    </message>
    <message>
        <source>{bug} ({name}: {error}). Run it again with --debug and report what it prints.</source>
        <translation>{bug} ({name}: {error}). Starte Porthole noch einmal mit --debug und melde, was es ausgibt.</translation>
    </message>
    <message>
        <source>{chosen_by} leads to an engine that Porthole cannot ask: it knows unix:// sockets, and tcp:// without TLS.</source>
        <translation>{chosen_by} führt zu einer Engine, die Porthole nicht fragen kann: Es kennt Sockets mit unix:// und tcp:// ohne TLS.</translation>
    </message>
    <message>
        <source>{host} cannot connect</source>
        <translation>{host} kann keine Verbindung herstellen</translation>
    </message>
    <message>
        <source>{host} has been left</source>
        <translation>{host} wurde verlassen</translation>
    </message>
    <message>
        <source>{host} is not a host. Give a name such as localhost, or an IP address.</source>
        <translation>{host} ist kein Host. Gib einen Namen wie localhost oder eine IP-Adresse an.</translation>
    </message>
    <message>
        <source>{host} publishes it to itself alone. Publish it on 0.0.0.0 there.</source>
        <translation>{host} veröffentlicht ihn nur für sich selbst. Veröffentliche ihn dort auf 0.0.0.0.</translation>
    </message>
    <message>
        <source>{host}:{port} does not lead to this computer at the moment ({reason}). Check the network, and that the relay runs.</source>
        <translation>{host}:{port} führt gerade nicht zu diesem Rechner ({reason}). Prüfe das Netz, und ob das Relay läuft.</translation>
    </message>
    <message>
        <source>{inside} in {whole} is not an IP address.</source>
        <translation>{inside} in {whole} ist keine IP-Adresse.</translation>
    </message>
    <message>
        <source>{key} is missing.</source>
        <translation>{key} fehlt.</translation>
    </message>
    <message>
        <source>{key} is not known here.</source>
        <translation>{key} ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>{key} is to be a date such as 2026-07-01.</source>
        <translation>{key} muss ein Datum wie 2026-07-01 sein.</translation>
    </message>
    <message>
        <source>{key} is to be a line of text.</source>
        <translation>{key} muss eine Zeile Text sein.</translation>
    </message>
    <message>
        <source>{key} is to be a number in quotes such as &quot;0.0000131&quot;.</source>
        <translation>{key} muss eine Zahl in Anführungszeichen wie &quot;0.0000131&quot; sein.</translation>
    </message>
    <message>
        <source>{max_tunnels} tunnels are open already, which is the limit. Close one first.</source>
        <translation>{max_tunnels} Tunnel sind schon offen, mehr sind nicht erlaubt. Schließe zuerst einen.</translation>
    </message>
    <message>
        <source>{name} after login</source>
        <translation>{name} nach der Anmeldung</translation>
    </message>
    <message>
        <source>{name} answers</source>
        <translation>{name} antwortet</translation>
    </message>
    <message>
        <source>{name} asks for the password of {user}.</source>
        <translation>{name} fragt nach dem Passwort von {user}.</translation>
    </message>
    <message>
        <source>{name} asks: {text}</source>
        <translation>{name} fragt: {text}</translation>
    </message>
    <message>
        <source>{name} before login</source>
        <translation>{name} vor der Anmeldung</translation>
    </message>
    <message>
        <source>{name} does not carry out commands: {error}</source>
        <translation>{name} führt keine Befehle aus: {error}</translation>
    </message>
    <message>
        <source>{name} does not let {user} in with the keys and passwords offered. Check user and keys in your SSH configuration.</source>
        <translation>{name} lässt {user} mit den angebotenen Schlüsseln und Passwörtern nicht ein. Prüfe Benutzer und Schlüssel in deiner SSH-Konfiguration.</translation>
    </message>
    <message>
        <source>{name} gives no list of its ports: {error}.</source>
        <translation>{name} nennt seine Ports nicht: {error}.</translation>
    </message>
    <message>
        <source>{name} has ended.</source>
        <translation>{name} ist beendet.</translation>
    </message>
    <message>
        <source>{name} has stopped. Start it, and its containers are listed again.</source>
        <translation>{name} läuft nicht mehr. Starte es, und seine Container werden wieder aufgelistet.</translation>
    </message>
    <message>
        <source>{name} instead of Challenge</source>
        <translation>{name} statt Challenge</translation>
    </message>
    <message>
        <source>{name} instead of Welcome</source>
        <translation>{name} statt Welcome</translation>
    </message>
    <message>
        <source>{name} is disconnected in Porthole</source>
        <translation>{name} ist in Porthole getrennt</translation>
    </message>
    <message>
        <source>{name} is gone</source>
        <translation>{name} ist weg</translation>
    </message>
    <message>
        <source>{name} is left</source>
        <translation>{name} wird verlassen</translation>
    </message>
    <message>
        <source>{name} keeps its containers in a network that this computer is not in.</source>
        <translation>{name} hält seine Container in einem Netz, in dem dieser Rechner nicht ist.</translation>
    </message>
    <message>
        <source>{name} takes too long to connect</source>
        <translation>{name} braucht zu lange für die Verbindung</translation>
    </message>
    <message>
        <source>{path} is not the path of a unix socket. Give an absolute path of at most {max_unix_path_bytes} bytes of UTF-8, for example unix:/run/app.sock.</source>
        <translation>{path} ist kein Pfad eines Unix-Sockets. Gib einen absoluten Pfad von höchstens {max_unix_path_bytes} Bytes UTF-8 an, zum Beispiel unix:/run/app.sock.</translation>
    </message>
    <message>
        <source>{problem}, and PORTHOLE_PASSPHRASE is not set</source>
        <translation>{problem}, und PORTHOLE_PASSPHRASE ist nicht gesetzt</translation>
    </message>
    <message>
        <source>{reason} Expose {other}, which is published, or publish this port, too: {publish}</source>
        <translation>{reason} Gib {other} frei, der veröffentlicht ist, oder veröffentliche auch diesen Port: {publish}</translation>
    </message>
    <message>
        <source>{reason} Publish the port: {publish}</source>
        <translation>{reason} Veröffentliche den Port: {publish}</translation>
    </message>
    <message>
        <source>{relay} does not answer ({why}). Porthole tries again by itself.</source>
        <translation>{relay} antwortet nicht ({why}). Porthole versucht es von selbst wieder.</translation>
    </message>
    <message>
        <source>{ssh} has been left</source>
        <translation>{ssh} wurde verlassen</translation>
    </message>
    <message>
        <source>{text} is not a port of a container. Give its name and the port inside, for example docker:web:80.</source>
        <translation>{text} ist kein Port eines Containers. Gib dessen Namen und den Port darin an, zum Beispiel docker:web:80.</translation>
    </message>
    <message>
        <source>{text} is not a port of an SSH host. Write ssh:HOST:PORT.</source>
        <translation>{text} ist kein Port eines SSH-Hosts. Schreibe ssh:HOST:PORT.</translation>
    </message>
    <message>
        <source>{text} is not a target. Give only its host and port, for example localhost:8000.</source>
        <translation>{text} ist kein Ziel. Gib nur Host und Port an, zum Beispiel localhost:8000.</translation>
    </message>
    <message>
        <source>{text} is not an SSH host. Write a name of your SSH configuration, or [user@]host[:port].</source>
        <translation>{text} ist kein SSH-Host. Schreibe einen Namen aus deiner SSH-Konfiguration oder [user@]host[:port].</translation>
    </message>
    <message>
        <source>{value} is not a number.</source>
        <translation>{value} ist keine Zahl.</translation>
    </message>
    <message>
        <source>{whole} ends in no port. Write for example {prefix}HOST:8000.</source>
        <translation>{whole} endet auf keinen Port. Schreibe zum Beispiel {prefix}HOST:8000.</translation>
    </message>
    <message>
        <source>{whole} is not a target. Give a port such as 8000, host:8000, [::1]:8000 or unix:/path.</source>
        <translation>{whole} ist kein Ziel. Gib einen Port wie 8000, host:8000, [::1]:8000 oder unix:/pfad an.</translation>
    </message>
    <message>
        <source>{whole} is not a target. Put an IPv6 address in brackets, as in [::1]:8000.</source>
        <translation>{whole} ist kein Ziel. Setze eine IPv6-Adresse in Klammern, wie in [::1]:8000.</translation>
    </message>
</context>
<context>
    <name>EngineProcess</name>
    <message>
        <source>Porthole&apos;s engine cannot be started: {problem}.</source>
        <translation>Der Motor von Porthole lässt sich nicht starten: {problem}.</translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ends again and again ({problem}).</source>
        <translation>Der Motor von Porthole fällt immer wieder aus ({problem}).</translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ended ({problem}) and starts again.</source>
        <translation>Der Motor von Porthole ist ausgefallen ({problem}) und startet neu.</translation>
    </message>
    <message>
        <source>signal {number}</source>
        <translation>Signal {number}</translation>
    </message>
    <message>
        <source>exit code {number}</source>
        <translation>Rückgabewert {number}</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>{path} cannot be written: {why}. Choose another folder.</source>
        <translation>{path} kann nicht geschrieben werden: {why}. Wähle einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>ExposeForm</name>
    <message>
        <source>Optional</source>
        <translation>Freiwillig</translation>
    </message>
    <message>
        <source>That time is past. Choose another one.</source>
        <translation>Diese Zeit ist vorbei. Wähle eine andere.</translation>
    </message>
    <message>
        <source>Not exposed</source>
        <translation>Nicht freigegeben</translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation>Besucher</translation>
    </message>
    <message>
        <source>Port {port}</source>
        <translation>Port {port}</translation>
    </message>
    <message>
        <source>Close the form</source>
        <translation>Formular schließen</translation>
    </message>
    <message>
        <source>Offer HTTP/2 to visitors</source>
        <translation>Besuchern HTTP/2 anbieten</translation>
    </message>
    <message>
        <source>I understand. Expose it anyway.</source>
        <translation>Verstanden. Trotzdem freigeben.</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>How visitors reach it</source>
        <translation>Wie Besucher ihn erreichen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Closes</source>
        <translation>Schließt</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
</context>
<context>
    <name>ExposeMenu</name>
    <message>
        <source>Expose port</source>
        <translation>Port freigeben</translation>
    </message>
    <message>
        <source>Databases and debuggers are in the window</source>
        <translation>Datenbanken und Debugger stehen im Fenster</translation>
    </message>
    <message>
        <source>Other port…</source>
        <translation>Anderer Port…</translation>
    </message>
</context>
<context>
    <name>FilterEdit</name>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Port {port}</source>
        <translation>Port {port}</translation>
    </message>
    <message>
        <source>{protocol} on {address}</source>
        <translation>{protocol} auf {address}</translation>
    </message>
    <message>
        <source>system service</source>
        <translation>Systemdienst</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>Raw TCP port</source>
        <translation>Roher TCP-Port</translation>
    </message>
    <message>
        <source>HTTPS URL</source>
        <translation>HTTPS-URL</translation>
    </message>
    <message>
        <source>TLS address</source>
        <translation>TLS-Adresse</translation>
    </message>
    <message>
        <source>Adds a port. Porthole adds no encryption. {protocol} has its own.</source>
        <translation>Fügt einen Port hinzu. Porthole verschlüsselt nicht. {protocol} hat eine eigene Verschlüsselung.</translation>
    </message>
    <message>
        <source>Adds a port without encryption. Scanners find open ports within minutes.</source>
        <translation>Fügt einen Port ohne Verschlüsselung hinzu. Scanner finden offene Ports in Minuten.</translation>
    </message>
    <message>
        <source>Random address, for programs that speak TLS from the first byte.</source>
        <translation>Zufällige Adresse, für Programme, die vom ersten Byte an TLS sprechen.</translation>
    </message>
    <message>
        <source>Random address. Encrypted up to the relay, which can read it.</source>
        <translation>Zufällige Adresse. Verschlüsselt bis zum Relay, das mitlesen kann.</translation>
    </message>
    <message>
        <source>Random address. It works on this computer only.</source>
        <translation>Zufällige Adresse. Sie gilt nur auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Random address. Encrypted up to relay {relay}, which can read it.</source>
        <translation>Zufällige Adresse. Verschlüsselt bis zum Relay {relay}, das mitlesen kann.</translation>
    </message>
    <message>
        <source>Anyone can find a raw TCP port</source>
        <translation>Einen rohen TCP-Port kann jeder finden</translation>
    </message>
    <message>
        <source>Use it only for protocols that encrypt themselves, such as SSH. {limit}</source>
        <translation>Nur für Protokolle, die selbst verschlüsseln, etwa SSH. {limit}</translation>
    </message>
    <message>
        <source>You get a random port on {host} and a TLS address.</source>
        <translation>Du bekommst einen zufälligen Port auf {host} und eine TLS-Adresse.</translation>
    </message>
    <message>
        <source>You get a random port on {host} and a URL.</source>
        <translation>Du bekommst einen zufälligen Port auf {host} und eine URL.</translation>
    </message>
    <message>
        <source>You get an address ending in .{domain}, the same one each time for this name.</source>
        <translation>Du bekommst eine Adresse, die auf .{domain} endet, für diesen Namen immer dieselbe.</translation>
    </message>
    <message>
        <source>You get a random address ending in .{domain}.</source>
        <translation>Du bekommst eine zufällige Adresse, die auf .{domain} endet.</translation>
    </message>
    <message>
        <source>Expose</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Expose with these limits</source>
        <translation>Mit diesen Grenzen freigeben</translation>
    </message>
    <message>
        <source>Expose and copy URL</source>
        <translation>Freigeben und URL kopieren</translation>
    </message>
    <message>
        <source>Expose and copy address</source>
        <translation>Freigeben und Adresse kopieren</translation>
    </message>
    <message>
        <source>When I close it</source>
        <translation>Wenn ich ihn schließe</translation>
    </message>
    <message>
        <source>In 15 minutes</source>
        <translation>In 15 Minuten</translation>
    </message>
    <message>
        <source>In 1 hour</source>
        <translation>In 1 Stunde</translation>
    </message>
    <message>
        <source>In 4 hours</source>
        <translation>In 4 Stunden</translation>
    </message>
    <message>
        <source>Today at {time}</source>
        <translation>Heute um {time}</translation>
    </message>
    <message>
        <source>In 24 hours</source>
        <translation>In 24 Stunden</translation>
    </message>
    <message>
        <source>{what} is a database</source>
        <translation>{what} ist eine Datenbank</translation>
    </message>
    <message>
        <source>Anyone who reaches it can try passwords.</source>
        <translation>Wer sie erreicht, kann Passwörter durchprobieren.</translation>
    </message>
    <message>
        <source>{what} is a debugger</source>
        <translation>{what} ist ein Debugger</translation>
    </message>
    <message>
        <source>Whoever reaches port {port} can run code as you.</source>
        <translation>Wer Port {port} erreicht, kann Code mit deinen Rechten ausführen.</translation>
    </message>
    <message>
        <source>{what} is a remote desktop</source>
        <translation>{what} ist ein entfernter Bildschirm</translation>
    </message>
    <message>
        <source>Anyone who reaches it can try passwords and use the screen.</source>
        <translation>Wer ihn erreicht, kann Passwörter durchprobieren und den Bildschirm benutzen.</translation>
    </message>
    <message>
        <source>{what} shares files</source>
        <translation>{what} gibt Dateien frei</translation>
    </message>
    <message>
        <source>Anyone who reaches it can try to read and change files.</source>
        <translation>Wer ihn erreicht, kann versuchen, Dateien zu lesen und zu ändern.</translation>
    </message>
    <message>
        <source>Whoever reaches port {port} controls this computer.</source>
        <translation>Wer Port {port} erreicht, beherrscht diesen Rechner.</translation>
    </message>
    <message>
        <source>{what} gives full control</source>
        <translation>{what} gibt volle Kontrolle</translation>
    </message>
    <message>
        <source>The {what} has no password</source>
        <translation>{what} hat kein Passwort</translation>
    </message>
    <message>
        <source>Whoever reaches port {port} controls this computer. Use an SSH connection to Docker instead if you can.</source>
        <translation>Wer Port {port} erreicht, beherrscht diesen Rechner. Besser ist eine SSH-Verbindung zu Docker.</translation>
    </message>
    <message>
        <source>This form now closes it after 1 hour.</source>
        <translation>Dieses Formular schließt ihn nun nach 1 Stunde.</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>Bei der Anmeldung starten</translation>
    </message>
    <message>
        <source>Tunnels work without opening the window.</source>
        <translation>Tunnel arbeiten, ohne dass das Fenster offen ist.</translation>
    </message>
    <message>
        <source>Keep the window closed at login</source>
        <translation>Fenster bei der Anmeldung geschlossen lassen</translation>
    </message>
    <message>
        <source>Starts in the tray. Without a tray the window opens.</source>
        <translation>Startet im Infobereich. Ohne Infobereich öffnet sich das Fenster.</translation>
    </message>
    <message>
        <source>Bring back tunnels after a restart</source>
        <translation>Tunnel nach einem Neustart zurückholen</translation>
    </message>
    <message>
        <source>Same addresses. A tunnel waits until its port answers.</source>
        <translation>Dieselben Adressen. Ein Tunnel wartet, bis sein Port antwortet.</translation>
    </message>
    <message>
        <source>New tunnels</source>
        <translation>Neue Tunnel</translation>
    </message>
    <message>
        <source>Copy the URL of a new tunnel</source>
        <translation>URL eines neuen Tunnels kopieren</translation>
    </message>
    <message>
        <source>As soon as Porthole has opened the public address itself.</source>
        <translation>Sobald Porthole die öffentliche Adresse selbst geöffnet hat.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Bewegung verringern</translation>
    </message>
    <message>
        <source>On stops all animation and the blinking cursor, numbers still update.</source>
        <translation>Ein hält alle Animationen und die blinkende Marke an, Zahlen ändern sich weiter.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>From the next start of Porthole on.</source>
        <translation>Ab dem nächsten Start von Porthole.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Find by program or port</source>
        <translation>Nach Programm oder Port suchen</translation>
    </message>
    <message>
        <source>Expose a port, show a tunnel&apos;s page</source>
        <translation>Einen Port freigeben, die Seite eines Tunnels zeigen</translation>
    </message>
    <message>
        <source>Show the options first</source>
        <translation>Zuerst die Optionen zeigen</translation>
    </message>
    <message>
        <source>Filter; Esc clears it</source>
        <translation>Filtern; Esc leert den Filter</translation>
    </message>
    <message>
        <source>Everything a row can do</source>
        <translation>Alles, was eine Zeile kann</translation>
    </message>
    <message>
        <source>Look for ports and check tunnels now</source>
        <translation>Jetzt Ports suchen und Tunnel prüfen</translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation>Tunnel</translation>
    </message>
    <message>
        <source>Copy its URL</source>
        <translation>Seine URL kopieren</translation>
    </message>
    <message>
        <source>Copy its TCP socket</source>
        <translation>Seinen TCP-Socket kopieren</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Show the QR code</source>
        <translation>QR-Code zeigen</translation>
    </message>
    <message>
        <source>Pause, or open again</source>
        <translation>Anhalten oder wieder öffnen</translation>
    </message>
    <message>
        <source>Pause all tunnels</source>
        <translation>Alle Tunnel anhalten</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Undo closing</source>
        <translation>Schließen rückgängig machen</translation>
    </message>
    <message>
        <source>Tabs of its page</source>
        <translation>Reiter seiner Seite</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Expose a port by its number</source>
        <translation>Einen Port nach seiner Nummer freigeben</translation>
    </message>
    <message>
        <source>Show one of the sources</source>
        <translation>Eine der Quellen zeigen</translation>
    </message>
    <message>
        <source>Next, previous region</source>
        <translation>Nächster, voriger Bereich</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>Seitenleiste zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation>Einzelheiten zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Costs of the month</source>
        <translation>Kosten des Monats</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>List</name>
    <message>
        <source>Exposed</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>{name}, not connected</source>
        <translation>{name}, nicht verbunden</translation>
    </message>
    <message>
        <source>{name}, waits for your answer</source>
        <translation>{name}, wartet auf deine Antwort</translation>
    </message>
    <message>
        <source>{name}, connecting</source>
        <translation>{name}, verbindet</translation>
    </message>
    <message>
        <source>{name}, scanning</source>
        <translation>{name}, sucht</translation>
    </message>
    <message>
        <source>{name}, no SSH connection since {time}</source>
        <translation>{name}, keine SSH-Verbindung seit {time}</translation>
    </message>
    <message>
        <source>{name}, no answer since {time}</source>
        <translation>{name}, keine Antwort seit {time}</translation>
    </message>
    <message>
        <source>{name}, refused since {time}</source>
        <translation>{name}, abgewiesen seit {time}</translation>
    </message>
    <message>
        <source>System ports are shown</source>
        <translation>Systemports werden gezeigt</translation>
    </message>
    <message>
        <source>1 hidden system port matches</source>
        <translation>1 verborgener Systemport passt</translation>
    </message>
    <message>
        <source>{count} hidden system ports match</source>
        <translation>{count} verborgene Systemports passen</translation>
    </message>
    <message>
        <source>1 system port is hidden</source>
        <translation>1 Systemport ist verborgen</translation>
    </message>
    <message>
        <source>{count} system ports are hidden</source>
        <translation>{count} Systemports sind verborgen</translation>
    </message>
    <message>
        <source>{money} estimated</source>
        <translation>{money} geschätzt</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Copied {text}</source>
        <translation>{text} kopiert</translation>
    </message>
</context>
<context>
    <name>MirrorChart</name>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>{time}, no data</source>
        <translation>{time}, keine Daten</translation>
    </message>
    <message>
        <source>{time}, in {into}, out {out}</source>
        <translation>{time}, herein {into}, hinaus {out}</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>At last in {into}, out {out}; most out {most} at {time}</source>
        <translation>Zuletzt herein {into}, hinaus {out}; am meisten hinaus {most} um {time}</translation>
    </message>
</context>
<context>
    <name>MonthWindow</name>
    <message>
        <source>Cost of a month</source>
        <translation>Kosten eines Monats</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>Monat davor</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>Monat danach</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Estimated so far</source>
        <translation>Bisher geschätzt</translation>
    </message>
    <message>
        <source>After the free credit</source>
        <translation>Nach dem Freibetrag</translation>
    </message>
    <message>
        <source>If it goes on like the last 24 h</source>
        <translation>Wenn es weitergeht wie die letzten 24 h</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Rate card and budget…</source>
        <translation>Preisliste und Budget…</translation>
    </message>
    <message>
        <source>An estimate by {card} of {date} for planning, not a bill. No provider is contacted. Days are those of UTC. Tunnels cost nothing.</source>
        <translation>Eine Schätzung nach {card} vom {date} zum Planen, keine Rechnung. Kein Anbieter wird gefragt. Tage sind die von UTC. Tunnel kosten nichts.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>{percent} % of {budget}</source>
        <translation>{percent} % von {budget}</translation>
    </message>
    <message>
        <source>Export month</source>
        <translation>Monat exportieren</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programme</translation>
    </message>
</context>
<context>
    <name>Note</name>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Point to another port…</source>
        <translation>Auf einen anderen Port richten…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren…</translation>
    </message>
    <message>
        <source>Join again…</source>
        <translation>Neu beitreten…</translation>
    </message>
    <message>
        <source>Open without raw TCP</source>
        <translation>Ohne rohes TCP öffnen</translation>
    </message>
    <message>
        <source>Nothing listens on port {port}</source>
        <translation>Auf Port {port} lauscht nichts</translation>
    </message>
    <message>
        <source>The tunnel stays open and works again as soon as the port answers. Until then visitors see a closed connection.</source>
        <translation>Der Tunnel bleibt offen und arbeitet wieder, sobald der Port antwortet. Bis dahin sehen Besucher eine geschlossene Verbindung.</translation>
    </message>
    <message>
        <source>{program} stopped listening at {time}.</source>
        <translation>{program} lauscht seit {time} nicht mehr.</translation>
    </message>
    <message>
        <source>Relay {relay} refused</source>
        <translation>Relay {relay} lehnt ab</translation>
    </message>
    <message>
        <source>It keeps the key that relays know this computer by.</source>
        <translation>Er verwahrt den Schlüssel, an dem Relays diesen Computer erkennen.</translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>Unlock it, and the tunnel opens.</source>
        <translation>Entsperren Sie ihn, dann öffnet sich der Tunnel.</translation>
    </message>
    <message>
        <source>Waiting for your keyring</source>
        <translation>Wartet auf den Schlüsselbund</translation>
    </message>
    <message>
        <source>Type its password where the system asks for it.</source>
        <translation>Geben Sie sein Passwort ein, wo das System danach fragt.</translation>
    </message>
    <message>
        <source>This computer is offline</source>
        <translation>Dieser Rechner ist offline</translation>
    </message>
    <message>
        <source>The tunnel comes back by itself.</source>
        <translation>Der Tunnel kommt von selbst zurück.</translation>
    </message>
    <message>
        <source>Relay {relay} does not answer. Next try in {time}.</source>
        <translation>Relay {relay} antwortet nicht. Nächster Versuch in {time}.</translation>
    </message>
    <message>
        <source>Relay {relay} does not answer. Trying now.</source>
        <translation>Relay {relay} antwortet nicht. Versuch läuft.</translation>
    </message>
    <message>
        <source>Attempt {number}.</source>
        <translation>Versuch {number}.</translation>
    </message>
    <message>
        <source>Closed at {time} as planned</source>
        <translation>Um {time} planmäßig geschlossen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>The address is kept until {time}.</source>
        <translation>Die Adresse bleibt bis {time} erhalten.</translation>
    </message>
</context>
<context>
    <name>NothingSelected</name>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select a port to see what is behind it.</source>
        <translation>Wähle einen Port, um zu sehen, was dahintersteckt.</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Estimated cost of the month</source>
        <translation>Geschätzte Kosten des Monats</translation>
    </message>
    <message>
        <source>{name} is exposed</source>
        <translation>{name} ist freigegeben</translation>
    </message>
    <message>
        <source>Copy URL</source>
        <translation>URL kopieren</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>{name} has a new address</source>
        <translation>{name} hat eine neue Adresse</translation>
    </message>
    <message>
        <source>{name} is not reachable</source>
        <translation>{name} ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Relay {relay} has not answered for {seconds} s.</source>
        <translation>Relay {relay} antwortet seit {seconds} s nicht.</translation>
    </message>
    <message>
        <source>The address is kept until {time}.</source>
        <translation>Die Adresse bleibt bis {time} erhalten.</translation>
    </message>
    <message>
        <source>{name} stopped listening on {port}</source>
        <translation>{name} lauscht nicht mehr auf {port}</translation>
    </message>
    <message>
        <source>{name} closes at {time}</source>
        <translation>{name} schließt um {time}</translation>
    </message>
    <message>
        <source>{name} waits for your answer</source>
        <translation>{name} wartet auf deine Antwort</translation>
    </message>
    <message>
        <source>Open Porthole</source>
        <translation>Porthole öffnen</translation>
    </message>
</context>
<context>
    <name>NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Sent only while the window is not active, at most one for each tunnel in 10 minutes.</source>
        <translation>Nur solange das Fenster nicht aktiv ist, höchstens eine je Tunnel in 10 Minuten.</translation>
    </message>
    <message>
        <source>Tell me when</source>
        <translation>Melden, wenn</translation>
    </message>
    <message>
        <source>A tunnel is not reachable</source>
        <translation>Ein Tunnel nicht erreichbar ist</translation>
    </message>
    <message>
        <source>Its relay has not answered for 60 s.</source>
        <translation>Sein Relay antwortet seit 60 s nicht.</translation>
    </message>
    <message>
        <source>A program stopped listening</source>
        <translation>Ein Programm nicht mehr lauscht</translation>
    </message>
    <message>
        <source>For 60 s, and it had visitors in the last 10 minutes.</source>
        <translation>Seit 60 s, und es hatte in den letzten 10 Minuten Besucher.</translation>
    </message>
    <message>
        <source>A tunnel has a new address</source>
        <translation>Ein Tunnel eine neue Adresse hat</translation>
    </message>
    <message>
        <source>The old one is gone, links to it no longer work.</source>
        <translation>Die alte ist verloren, Verweise auf sie gehen nicht mehr.</translation>
    </message>
    <message>
        <source>A tunnel is about to close</source>
        <translation>Ein Tunnel bald schließt</translation>
    </message>
    <message>
        <source>10 minutes before, if it has visitors.</source>
        <translation>10 Minuten vorher, wenn er Besucher hat.</translation>
    </message>
    <message>
        <source>A host waits for your answer</source>
        <translation>Ein Host auf deine Antwort wartet</translation>
    </message>
    <message>
        <source>It asks for a password, or whether to trust its key.</source>
        <translation>Er fragt nach einem Passwort, oder ob seinem Schlüssel zu trauen ist.</translation>
    </message>
    <message>
        <source>The month&apos;s estimated cost nears your budget</source>
        <translation>Die geschätzten Kosten des Monats nähern sich dem Budget</translation>
    </message>
    <message>
        <source>At 80 % and at 100 % of it.</source>
        <translation>Bei 80 % und bei 100 % davon.</translation>
    </message>
</context>
<context>
    <name>PageCard</name>
    <message>
        <source>Copy URL</source>
        <translation>URL kopieren</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Show QR code</source>
        <translation>QR-Code zeigen</translation>
    </message>
    <message>
        <source>TLS socket</source>
        <translation>TLS-Socket</translation>
    </message>
    <message>
        <source>Copy TLS socket</source>
        <translation>TLS-Socket kopieren</translation>
    </message>
    <message>
        <source>TCP socket</source>
        <translation>TCP-Socket</translation>
    </message>
    <message>
        <source>Copy TCP socket</source>
        <translation>TCP-Socket kopieren</translation>
    </message>
    <message>
        <source>Add TCP socket…</source>
        <translation>TCP-Socket hinzufügen…</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>same name, port {port}</source>
        <translation>gleicher Name, Port {port}</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>All ports</source>
        <translation>Alle Ports</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close tunnel</source>
        <translation>Tunnel schließen</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>{address} on {source}</source>
        <translation>{address} auf {source}</translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>Port {port}</source>
        <translation>Port {port}</translation>
    </message>
</context>
<context>
    <name>PathStrip</name>
    <message>
        <source>only this computer can read this traffic</source>
        <translation>nur dieser Rechner kann diesen Verkehr lesen</translation>
    </message>
    <message>
        <source>Porthole adds no encryption</source>
        <translation>Porthole verschlüsselt nicht</translation>
    </message>
    <message>
        <source>the relay can read this traffic</source>
        <translation>das Relay kann diesen Verkehr lesen</translation>
    </message>
    <message>
        <source>, the way is interrupted</source>
        <translation>, der Weg ist unterbrochen</translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Expose a port before it listens…</source>
        <translation>Einen Port freigeben, bevor er lauscht…</translation>
    </message>
    <message>
        <source>No port matches “{text}”</source>
        <translation>Kein Port passt zu „{text}“</translation>
    </message>
    <message>
        <source>Expose another port…</source>
        <translation>Anderen Port freigeben…</translation>
    </message>
</context>
<context>
    <name>PortDelegate</name>
    <message>
        <source>Expose (Enter)</source>
        <translation>Freigeben (Eingabe)</translation>
    </message>
    <message>
        <source>Choose options first (Shift+Enter)</source>
        <translation>Zuerst Optionen wählen (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Copy (Ctrl+C)</source>
        <translation>Kopieren (Strg+C)</translation>
    </message>
    <message>
        <source>Waiting for an address</source>
        <translation>Wartet auf eine Adresse</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Expose…</source>
        <translation>Freigeben…</translation>
    </message>
    <message>
        <source>Expose</source>
        <translation>Freigeben</translation>
    </message>
</context>
<context>
    <name>PortList</name>
    <message>
        <source>Ports and tunnels</source>
        <translation>Ports und Tunnel</translation>
    </message>
</context>
<context>
    <name>PortPane</name>
    <message>
        <source>Expose</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Choose options…</source>
        <translation>Optionen wählen…</translation>
    </message>
    <message>
        <source>Not exposed</source>
        <translation>Nicht freigegeben</translation>
    </message>
    <message>
        <source>Expose…</source>
        <translation>Freigeben…</translation>
    </message>
</context>
<context>
    <name>PortPick</name>
    <message>
        <source>Port or name</source>
        <translation>Port oder Name</translation>
    </message>
    <message>
        <source>No such port. Type a number from 1 to 65535.</source>
        <translation>Kein solcher Port. Gib eine Zahl von 1 bis 65535 ein.</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>PortsPanel</name>
    <message>
        <source>Filter by port, name or folder</source>
        <translation>Nach Port, Name oder Ordner filtern</translation>
    </message>
    <message>
        <source>Expose port…</source>
        <translation>Port freigeben…</translation>
    </message>
    <message>
        <source>Expose a port by its number (Ctrl+N)</source>
        <translation>Einen Port nach seiner Nummer freigeben (Strg+N)</translation>
    </message>
    <message>
        <source>Nothing is exposed</source>
        <translation>Nichts ist freigegeben</translation>
    </message>
    <message>
        <source>Expose a port, and its public address appears here.</source>
        <translation>Gib einen Port frei, und seine öffentliche Adresse erscheint hier.</translation>
    </message>
    <message>
        <source>Start a server and it appears here within 2 seconds. For example:</source>
        <translation>Starte einen Server, und er erscheint hier innerhalb von 2 Sekunden. Zum Beispiel:</translation>
    </message>
    <message>
        <source>No ports are listening</source>
        <translation>Kein Port lauscht</translation>
    </message>
    <message>
        <source>No ports are listening there</source>
        <translation>Dort lauscht kein Port</translation>
    </message>
    <message>
        <source>Show 1 hidden system port</source>
        <translation>1 verborgenen Systemport zeigen</translation>
    </message>
    <message>
        <source>Show {count} hidden system ports</source>
        <translation>{count} verborgene Systemports zeigen</translation>
    </message>
    <message>
        <source>Copied {text}</source>
        <translation>{text} kopiert</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>1 hidden system port</source>
        <translation>1 verborgenen Systemport</translation>
    </message>
    <message>
        <source>{count} hidden system ports</source>
        <translation>{count} verborgene Systemports</translation>
    </message>
    <message>
        <source>1 other source</source>
        <translation>1 andere Quelle</translation>
    </message>
    <message>
        <source>{count} other sources</source>
        <translation>{count} andere Quellen</translation>
    </message>
    <message>
        <source>Also looked in {place}.</source>
        <translation>Auch gesucht: {place}.</translation>
    </message>
    <message>
        <source>Also looked in {ports} and {sources}.</source>
        <translation>Auch gesucht: {ports} und {sources}.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>The settings hold only until you quit: {why}</source>
        <translation>Die Einstellungen gelten nur bis zum Beenden: {why}</translation>
    </message>
</context>
<context>
    <name>PriceList</name>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>per {unit}-hour</source>
        <translation>je {unit}-Stunde</translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation>Tunnel</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code</source>
        <translation>QR-Code</translation>
    </message>
</context>
<context>
    <name>QrPopup</name>
    <message>
        <source>Anyone who has the address can open it.</source>
        <translation>Wer die Adresse hat, kann sie öffnen.</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Sichern…</translation>
    </message>
    <message>
        <source>Scan to open {title}</source>
        <translation>Scannen, um {title} zu öffnen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>QR-Code</translation>
    </message>
    <message>
        <source>Save QR code</source>
        <translation>QR-Code sichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another folder.</source>
        <translation>Die Datei konnte nicht geschrieben werden. Wähle einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Trust this key</source>
        <translation>Diesem Schlüssel trauen</translation>
    </message>
    <message>
        <source>Do not connect</source>
        <translation>Nicht verbinden</translation>
    </message>
    <message>
        <source>Compare it with what the host&apos;s owner tells you. If it differs, somebody else answers in the host&apos;s place.</source>
        <translation>Vergleiche ihn mit dem, was der Betreiber des Hosts dir nennt. Weicht er ab, antwortet jemand anderes an Stelle des Hosts.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
</context>
<context>
    <name>QuestionPanel</name>
    <message>
        <source>Answer later</source>
        <translation>Später antworten</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>{name} · 1 more question waits</source>
        <translation>{name} · 1 weitere Frage wartet</translation>
    </message>
    <message>
        <source>{name} · {count} more questions wait</source>
        <translation>{name} · {count} weitere Fragen warten</translation>
    </message>
</context>
<context>
    <name>QuickPick</name>
    <message>
        <source>Expose port</source>
        <translation>Port freigeben</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>expose with defaults</source>
        <translation>ohne Fragen freigeben</translation>
    </message>
    <message>
        <source>Shift Enter</source>
        <translation>Umschalt Eingabe</translation>
    </message>
    <message>
        <source>choose options first</source>
        <translation>zuerst Optionen wählen</translation>
    </message>
</context>
<context>
    <name>RateCardBox</name>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Dated</source>
        <translation>Vom</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>CPU minimum</source>
        <translation>CPU mindestens</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>An estimate for planning, not a bill. No provider is contacted.</source>
        <translation>Eine Schätzung zum Planen, keine Rechnung. Kein Anbieter wird gefragt.</translation>
    </message>
    <message>
        <source>Rate card</source>
        <translation>Preisliste</translation>
    </message>
</context>
<context>
    <name>RatesPage</name>
    <message>
        <source>Rate card</source>
        <translation>Preisliste</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Estimates what the programs behind your ports cost. Nothing is sent and nothing is billed.</source>
        <translation>Schätzt, was die Programme hinter deinen Ports kosten. Nichts wird gesendet, nichts berechnet.</translation>
    </message>
    <message>
        <source>CPU minimum</source>
        <translation>CPU mindestens</translation>
    </message>
    <message>
        <source>A running program is counted with at least this much.</source>
        <translation>So viel zählt ein laufendes Programm mindestens.</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>For regions or plans that cost more.</source>
        <translation>Für Regionen oder Tarife, die mehr kosten.</translation>
    </message>
    <message>
        <source>Free each month</source>
        <translation>Frei je Monat</translation>
    </message>
    <message>
        <source>Taken off the month&apos;s estimate.</source>
        <translation>Von der Schätzung des Monats abgezogen.</translation>
    </message>
    <message>
        <source>Your own cards</source>
        <translation>Eigene Listen</translation>
    </message>
    <message>
        <source>TOML files in a folder. They are read when you choose a card.</source>
        <translation>TOML-Dateien in einem Ordner. Sie werden gelesen, wenn du eine Liste wählst.</translation>
    </message>
    <message>
        <source>No budget</source>
        <translation>Kein Budget</translation>
    </message>
    <message>
        <source>Budget for a month</source>
        <translation>Budget für einen Monat</translation>
    </message>
    <message>
        <source>Porthole tells you at 80 % and at 100 % of it.</source>
        <translation>Porthole meldet sich bei 80 % und bei 100 % davon.</translation>
    </message>
    <message>
        <source>{name}, {date}</source>
        <translation>{name}, {date}</translation>
    </message>
    <message>
        <source>This is not an amount. Give one such as 30 or 12.50.</source>
        <translation>Das ist kein Betrag. Gib einen an wie 30 oder 12.50.</translation>
    </message>
</context>
<context>
    <name>RelayHeader</name>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Last 10 min</source>
        <translation>Letzte 10 min</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>RelayList</name>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
</context>
<context>
    <name>Relays</name>
    <message>
        <source>new tunnels open here</source>
        <translation>neue Tunnel öffnen hier</translation>
    </message>
    <message>
        <source>round trip {delay}</source>
        <translation>Laufzeit {delay}</translation>
    </message>
    <message>
        <source>missed checks {share}</source>
        <translation>ausgebliebene Prüfungen {share}</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Waits for your keyring</source>
        <translation>Wartet auf den Schlüsselbund</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>No answer for {duration}</source>
        <translation>Keine Antwort seit {duration}</translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>In use, 1 tunnel</source>
        <translation>In Gebrauch, 1 Tunnel</translation>
    </message>
    <message>
        <source>In use, {count} tunnels</source>
        <translation>In Gebrauch, {count} Tunnel</translation>
    </message>
</context>
<context>
    <name>RelaysPage</name>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>New tunnels open at the relay you choose, open tunnels stay where they are.</source>
        <translation>Neue Tunnel öffnen beim gewählten Relay, offene bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Use for new tunnels</source>
        <translation>Für neue Tunnel verwenden</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Join a relay</source>
        <translation>Einem Relay beitreten</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Einladung</translation>
    </message>
    <message>
        <source>Invitation: https://…</source>
        <translation>Einladung: https://…</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Whoever runs the relay makes one with: porthole-relay invite</source>
        <translation>Wer das Relay betreibt, macht eine mit: porthole-relay invite</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {relay}</source>
        <translation>{relay} entfernen</translation>
    </message>
    <message>
        <source>Remove {relay}?</source>
        <translation>{relay} entfernen?</translation>
    </message>
    <message>
        <source>To use it again you need a new invitation.</source>
        <translation>Um es wieder zu verwenden, brauchst du eine neue Einladung.</translation>
    </message>
    <message>
        <source>1 tunnel closes and its address is gone.</source>
        <translation>1 Tunnel schließt, und seine Adresse ist verloren.</translation>
    </message>
    <message>
        <source>{count} tunnels close and their addresses are gone.</source>
        <translation>{count} Tunnel schließen, und ihre Adressen sind verloren.</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>Tritt bei…</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>port {port} on {source}</source>
        <translation>Port {port} auf {source}</translation>
    </message>
    <message>
        <source>exposed</source>
        <translation>freigegeben</translation>
    </message>
    <message>
        <source>Unknown program</source>
        <translation>Unbekanntes Programm</translation>
    </message>
    <message>
        <source>{total} so far, estimated</source>
        <translation>{total} bisher, geschätzt</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Debugger</source>
        <translation>Debugger</translation>
    </message>
    <message>
        <source>Full control</source>
        <translation>Volle Kontrolle</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>File sharing</source>
        <translation>Dateifreigabe</translation>
    </message>
    <message>
        <source>port {port}</source>
        <translation>Port {port}</translation>
    </message>
    <message>
        <source>not exposed</source>
        <translation>nicht freigegeben</translation>
    </message>
    <message>
        <source>exposing needs options</source>
        <translation>Freigabe braucht Optionen</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>There is no address yet</source>
        <translation>Es gibt noch keine Adresse</translation>
    </message>
    <message>
        <source>Copied, not verified yet</source>
        <translation>Kopiert, noch nicht geprüft</translation>
    </message>
    <message>
        <source>Its address is kept for {time}.</source>
        <translation>Seine Adresse bleibt {time} erhalten.</translation>
    </message>
    <message>
        <source>Port {port} is already exposed. Its URL is copied.</source>
        <translation>Port {port} ist schon freigegeben. Seine URL ist kopiert.</translation>
    </message>
    <message>
        <source>Copied {text}</source>
        <translation>{text} kopiert</translation>
    </message>
    <message>
        <source>Tunnel to {port} closed.</source>
        <translation>Tunnel zu {port} geschlossen.</translation>
    </message>
    <message>
        <source>Tunnel to {port} closed, 1 connection ended.</source>
        <translation>Tunnel zu {port} geschlossen, 1 Verbindung beendet.</translation>
    </message>
    <message>
        <source>Tunnel to {port} closed, {count} connections ended.</source>
        <translation>Tunnel zu {port} geschlossen, {count} Verbindungen beendet.</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Actions of {name}</source>
        <translation>Aktionen von {name}</translation>
    </message>
    <message>
        <source>Expose</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Expose with options…</source>
        <translation>Mit Optionen freigeben…</translation>
    </message>
    <message>
        <source>Copy {address}</source>
        <translation>{address} kopieren</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Copy URL</source>
        <translation>URL kopieren</translation>
    </message>
    <message>
        <source>Copy host and port</source>
        <translation>Host und Port kopieren</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Show QR code</source>
        <translation>QR-Code zeigen</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Open without raw TCP</source>
        <translation>Ohne rohes TCP öffnen</translation>
    </message>
    <message>
        <source>Close tunnel</source>
        <translation>Tunnel schließen</translation>
    </message>
</context>
<context>
    <name>SecretForm</name>
    <message>
        <source>Remember in the keyring</source>
        <translation>Im Schlüsselbund merken</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>SidebarFooter</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>No relay</source>
        <translation>Kein Relay</translation>
    </message>
    <message>
        <source>Relay, {time}</source>
        <translation>Relay, {time}</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Keyring locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Nicht in Gebrauch</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Verbindet wieder</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
</context>
<context>
    <name>SocketRow</name>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
</context>
<context>
    <name>SourceActions</name>
    <message>
        <source>{name} waits for your answer</source>
        <translation>{name} wartet auf deine Antwort</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>All ports</source>
        <translation>Alle Ports</translation>
    </message>
    <message>
        <source>Exposed</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Add source…</source>
        <translation>Quelle hinzufügen…</translation>
    </message>
    <message>
        <source>SSH hosts</source>
        <translation>SSH-Hosts</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>asking</source>
        <translation>fragt</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>waits for your answer</source>
        <translation>wartet auf deine Antwort</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>Actions of the source</source>
        <translation>Aktionen der Quelle</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>{action} (Enter)</source>
        <translation>{action} (Enter)</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Checking the public address</source>
        <translation>Prüft die öffentliche Adresse</translation>
    </message>
    <message>
        <source>Nothing on port {port} for {time}</source>
        <translation>Nichts auf Port {port} seit {time}</translation>
    </message>
    <message>
        <source>Paused, address kept</source>
        <translation>Angehalten, Adresse bleibt</translation>
    </message>
    <message>
        <source>verified {time} ago</source>
        <translation>vor {time} geprüft</translation>
    </message>
    <message>
        <source>{count} milliseconds</source>
        <translation>{count} Millisekunden</translation>
    </message>
    <message>
        <source>last verified {time} ago</source>
        <translation>zuletzt vor {time} geprüft</translation>
    </message>
    <message>
        <source>nothing on port {port} for {time}</source>
        <translation>nichts auf Port {port} seit {time}</translation>
    </message>
    <message>
        <source>Waiting for your keyring</source>
        <translation>Wartet auf den Schlüsselbund</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <source>Opening on {relay}</source>
        <translation>Öffnet auf {relay}</translation>
    </message>
    <message>
        <source>Verified {age}</source>
        <translation>Geprüft {age}</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Last verified {age}</source>
        <translation>Zuletzt geprüft {age}</translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>Relay refused: join it again</source>
        <translation>Relay lehnt ab: neu beitreten</translation>
    </message>
    <message>
        <source>Relay refused</source>
        <translation>Relay lehnt ab</translation>
    </message>
    <message>
        <source>Relay refused: {reason}</source>
        <translation>Relay lehnt ab: {reason}</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Closed at {time} as planned</source>
        <translation>Um {time} planmäßig geschlossen</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} Tagen</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation>{count} Stunden</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} Minuten</translation>
    </message>
    <message>
        <source>1 second</source>
        <translation>1 Sekunde</translation>
    </message>
    <message>
        <source>{count} seconds</source>
        <translation>{count} Sekunden</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>{count} exposed</source>
        <translation>{count} freigegeben</translation>
    </message>
    <message>
        <source>In {rate}</source>
        <translation>Herein {rate}</translation>
    </message>
    <message>
        <source>Out {rate}</source>
        <translation>Hinaus {rate}</translation>
    </message>
    <message>
        <source>1 visitor</source>
        <translation>1 Besucher</translation>
    </message>
    <message>
        <source>{count} visitors</source>
        <translation>{count} Besucher</translation>
    </message>
    <message>
        <source>Since midnight UTC. Opens the cost of the month</source>
        <translation>Seit Mitternacht UTC. Öffnet die Kosten des Monats</translation>
    </message>
    <message>
        <source>Today {amount}</source>
        <translation>Heute {amount}</translation>
    </message>
    <message>
        <source>Today {amount} estimated, tunnels {free}</source>
        <translation>Heute {amount} geschätzt, Tunnel {free}</translation>
    </message>
    <message>
        <source>Watching 1 source</source>
        <translation>Beobachtet 1 Quelle</translation>
    </message>
    <message>
        <source>Watching {count} sources</source>
        <translation>Beobachtet {count} Quellen</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>TrafficSection</name>
    <message>
        <source>In</source>
        <translation>Herein</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Hinaus</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>{time}, no data</source>
        <translation>{time}, keine Daten</translation>
    </message>
    <message>
        <source>10 min ago</source>
        <translation>vor 10 min</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>TrafficTab</name>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>Gezeigte Zeit</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Busiest {width}: in {most_in} at {in_at}, out {most_out} at {out_at}. Mean in {mean_in}, out {mean_out}.</source>
        <translation>Am meisten in {width}: herein {most_in} um {in_at}, hinaus {most_out} um {out_at}. Im Mittel herein {mean_in}, hinaus {mean_out}.</translation>
    </message>
    <message>
        <source>Show as chart</source>
        <translation>Als Diagramm zeigen</translation>
    </message>
    <message>
        <source>Export traffic</source>
        <translation>Verkehr exportieren</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 Woche</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 Monat</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>In now</source>
        <translation>Herein jetzt</translation>
    </message>
    <message>
        <source>Out now</source>
        <translation>Hinaus jetzt</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>The highest rate in any second since the port was exposed, or Porthole was started again after that; in and out together</source>
        <translation>Die höchste Rate einer Sekunde, seit der Port freigegeben oder Porthole danach neu gestartet wurde; herein und hinaus zusammen</translation>
    </message>
    <message>
        <source>In total</source>
        <translation>Herein gesamt</translation>
    </message>
    <message>
        <source>Out total</source>
        <translation>Hinaus gesamt</translation>
    </message>
    <message>
        <source>Since the port was exposed, or Porthole was started again after that</source>
        <translation>Seit der Port freigegeben oder Porthole danach neu gestartet wurde</translation>
    </message>
    <message>
        <source>Open connections</source>
        <translation>Offene Verbindungen</translation>
    </message>
    <message>
        <source>Open for</source>
        <translation>Offen seit</translation>
    </message>
    <message>
        <source>In, from visitors to your port</source>
        <translation>Herein, von Besuchern zu deinem Port</translation>
    </message>
    <message>
        <source>Out, from your port to visitors</source>
        <translation>Hinaus, von deinem Port zu Besuchern</translation>
    </message>
</context>
<context>
    <name>TrafficTable</name>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>{count} live</source>
        <translation>{count} aktiv</translation>
    </message>
    <message>
        <source>{count} connecting</source>
        <translation>{count} verbinden</translation>
    </message>
    <message>
        <source>{count} not verified</source>
        <translation>{count} nicht geprüft</translation>
    </message>
    <message>
        <source>{count} refused</source>
        <translation>{count} abgewiesen</translation>
    </message>
    <message>
        <source>{count} paused</source>
        <translation>{count} angehalten</translation>
    </message>
    <message>
        <source>Nothing exposed</source>
        <translation>Nichts freigegeben</translation>
    </message>
    <message>
        <source>the keyring is locked</source>
        <translation>der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>nothing on port {port}</source>
        <translation>nichts auf Port {port}</translation>
    </message>
    <message>
        <source>refused by the relay</source>
        <translation>vom Relay abgewiesen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quit (1 tunnel goes offline)</source>
        <translation>Beenden (1 Tunnel geht offline)</translation>
    </message>
    <message>
        <source>Quit ({count} tunnels go offline)</source>
        <translation>Beenden ({count} Tunnel gehen offline)</translation>
    </message>
    <message>
        <source>live</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>live, {time}</source>
        <translation>aktiv, {time}</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>last verified {time} ago</source>
        <translation>zuletzt vor {time} geprüft</translation>
    </message>
    <message>
        <source>1 waiting for its port</source>
        <translation>1 wartet auf seinen Port</translation>
    </message>
    <message>
        <source>{count} waiting for their ports</source>
        <translation>{count} warten auf ihre Ports</translation>
    </message>
    <message>
        <source>Porthole: its engine does not run</source>
        <translation>Porthole: Der Motor läuft nicht</translation>
    </message>
    <message>
        <source>Porthole starts</source>
        <translation>Porthole startet</translation>
    </message>
    <message>
        <source>Porthole: {summary}</source>
        <translation>Porthole: {summary}</translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message>
        <source>Pause all tunnels</source>
        <translation>Alle Tunnel anhalten</translation>
    </message>
    <message>
        <source>Resume all tunnels</source>
        <translation>Alle Tunnel fortsetzen</translation>
    </message>
    <message>
        <source>Open Porthole</source>
        <translation>Porthole öffnen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Today {amount} estimated, tunnels {nothing}</source>
        <translation>Heute {amount} geschätzt, Tunnel {nothing}</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Relay {relay} refuses this computer</source>
        <translation>Relay {relay} weist diesen Rechner ab</translation>
    </message>
    <message>
        <source>Join again…</source>
        <translation>Neu beitreten…</translation>
    </message>
    <message>
        <source>Relay {relay} has not answered for {time}.</source>
        <translation>Relay {relay} antwortet seit {time} nicht.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Relay {relay} does not answer. Trying now.</source>
        <translation>Relay {relay} antwortet nicht. Versuch läuft.</translation>
    </message>
    <message>
        <source>Relay {relay} does not answer. Next try in {time}.</source>
        <translation>Relay {relay} antwortet nicht. Nächster Versuch in {time}.</translation>
    </message>
    <message>
        <source>Attempt {count}.</source>
        <translation>Versuch {count}.</translation>
    </message>
    <message>
        <source>Addresses are kept until {time}.</source>
        <translation>Adressen bleiben bis {time} erhalten.</translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ends again and again</source>
        <translation>Der Motor von Porthole fällt immer wieder aus</translation>
    </message>
    <message>
        <source>All tunnels are closed meanwhile.</source>
        <translation>Solange sind alle Tunnel geschlossen.</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ended and is starting again</source>
        <translation>Der Motor von Porthole ist ausgefallen und startet neu</translation>
    </message>
    <message>
        <source>Tunnels come back by themselves.</source>
        <translation>Tunnel kommen von selbst zurück.</translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>Tunnels open as soon as you unlock it.</source>
        <translation>Tunnel öffnen sich, sobald Sie ihn entsperren.</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren…</translation>
    </message>
    <message>
        <source>Porthole waits for your keyring</source>
        <translation>Porthole wartet auf den Schlüsselbund</translation>
    </message>
    <message>
        <source>Type its password where the system asks for it.</source>
        <translation>Geben Sie sein Passwort ein, wo das System danach fragt.</translation>
    </message>
    <message>
        <source>This computer is offline</source>
        <translation>Dieser Rechner ist offline</translation>
    </message>
</context>
<context>
    <name>Tunnel</name>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>Port {port}</source>
        <translation>Port {port}</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Porthole adds no encryption. SSH has its own.</source>
        <translation>Porthole verschlüsselt nicht. SSH tut es selbst.</translation>
    </message>
    <message>
        <source>Only this computer can read this traffic</source>
        <translation>Nur dieser Rechner kann diesen Verkehr lesen</translation>
    </message>
    <message>
        <source>Relay {relay} can read this traffic</source>
        <translation>Relay {relay} kann diesen Verkehr lesen</translation>
    </message>
    <message>
        <source>{who}. Raw TCP adds no encryption.</source>
        <translation>{who}. Rohes TCP verschlüsselt nicht.</translation>
    </message>
    <message>
        <source>1 visitor</source>
        <translation>1 Besucher</translation>
    </message>
    <message>
        <source>{count} visitors</source>
        <translation>{count} Besucher</translation>
    </message>
    <message>
        <source>Verified {age}</source>
        <translation>Geprüft {age}</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Keyring locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>no further tries</source>
        <translation>keine weiteren Versuche</translation>
    </message>
    <message>
        <source>Relay answers</source>
        <translation>Relay läuft</translation>
    </message>
    <message>
        <source>port does not</source>
        <translation>Port nicht</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüft</translation>
    </message>
    <message>
        <source>not verified yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <source>no address yet</source>
        <translation>noch keine Adresse</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>address kept</source>
        <translation>Adresse bleibt</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>never seen</source>
        <translation>nie gesehen</translation>
    </message>
    <message>
        <source>last seen {age}</source>
        <translation>zuletzt gesehen {age}</translation>
    </message>
</context>
<context>
    <name>TunnelMenu</name>
    <message>
        <source>Copy URL</source>
        <translation>URL kopieren</translation>
    </message>
    <message>
        <source>Copy TCP socket</source>
        <translation>TCP-Socket kopieren</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Close tunnel</source>
        <translation>Tunnel schließen</translation>
    </message>
    <message>
        <source>No address yet</source>
        <translation>Noch keine Adresse</translation>
    </message>
</context>
<context>
    <name>TunnelPage</name>
    <message>
        <source>Views of the tunnel</source>
        <translation>Ansichten des Tunnels</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>TunnelPane</name>
    <message>
        <source>Close tunnel</source>
        <translation>Tunnel schließen</translation>
    </message>
    <message>
        <source>Open as page</source>
        <translation>Als Seite öffnen</translation>
    </message>
    <message>
        <source>TLS socket</source>
        <translation>TLS-Socket</translation>
    </message>
    <message>
        <source>Copy TLS socket</source>
        <translation>TLS-Socket kopieren</translation>
    </message>
    <message>
        <source>TCP socket</source>
        <translation>TCP-Socket</translation>
    </message>
    <message>
        <source>Copy TCP socket</source>
        <translation>TCP-Socket kopieren</translation>
    </message>
    <message>
        <source>Add TCP socket…</source>
        <translation>TCP-Socket hinzufügen…</translation>
    </message>
    <message>
        <source>Copy as curl command</source>
        <translation>Als curl-Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>UrlCard</name>
    <message>
        <source>Copy URL</source>
        <translation>URL kopieren</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Show QR code</source>
        <translation>QR-Code zeigen</translation>
    </message>
    <message>
        <source>Copy as ssh command</source>
        <translation>Als ssh-Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
</context>
<context>
    <name>WelcomePane</name>
    <message>
        <source>Porthole found {count} on this computer. They are in the list.</source>
        <translation>Porthole hat {count} auf diesem Rechner gefunden. Sie stehen in der Liste.</translation>
    </message>
    <message>
        <source>Start a server on this computer, and its port comes into the list.</source>
        <translation>Starte einen Server auf diesem Rechner, und sein Port erscheint in der Liste.</translation>
    </message>
    <message>
        <source>Give what runs on this computer an address of its own, until you close it.</source>
        <translation>Gib dem, was auf diesem Rechner läuft, eine eigene Adresse, bis du sie schließt.</translation>
    </message>
    <message>
        <source>Share what runs on this computer at an address that works from anywhere, until you close it.</source>
        <translation>Mach, was auf diesem Rechner läuft, unter einer Adresse erreichbar, die überall gilt, bis du sie schließt.</translation>
    </message>
    <message>
        <source>Nothing stays open after you quit. What was open then is opened again at the next start.</source>
        <translation>Nach dem Beenden bleibt nichts offen. Was dann offen war, wird beim nächsten Start wieder geöffnet.</translation>
    </message>
    <message>
        <source>The relay runs on this computer. Nobody else can read what is sent.</source>
        <translation>Das Relay läuft auf diesem Rechner. Niemand sonst kann mitlesen.</translation>
    </message>
    <message>
        <source>Relays see who connects and how much, and can read what is sent.</source>
        <translation>Relays sehen, wer sich verbindet und wie viel fließt, und können mitlesen.</translation>
    </message>
    <message>
        <source>Pick a port</source>
        <translation>Einen Port wählen</translation>
    </message>
    <message>
        <source>Press Expose</source>
        <translation>Freigeben drücken</translation>
    </message>
    <message>
        <source>Close it when you are done</source>
        <translation>Am Ende schließen</translation>
    </message>
    <message>
        <source>The URL is copied as soon as a test through it reached your port.</source>
        <translation>Die URL wird kopiert, sobald eine Probe durch sie deinen Port erreicht hat.</translation>
    </message>
    <message>
        <source>Nothing stays open after you quit.</source>
        <translation>Nach dem Beenden bleibt nichts offen.</translation>
    </message>
    <message>
        <source>Porthole runs a relay of its own. Its addresses work on this computer only. To be reached from anywhere, join a relay with an invitation.</source>
        <translation>Porthole betreibt ein eigenes Relay. Seine Adressen gelten nur auf diesem Rechner. Um von überall erreichbar zu sein, tritt mit einer Einladung einem Relay bei.</translation>
    </message>
    <message>
        <source>Join a relay…</source>
        <translation>Einem Relay beitreten…</translation>
    </message>
    <message>
        <source>Invitation link or code</source>
        <translation>Einladung: Link oder Code</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Expose your first port</source>
        <translation>Gib deinen ersten Port frei</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Expose port…</source>
        <translation>Port freigeben…</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>Seitenleiste zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation>Einzelheiten zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Rescan ports and check tunnels</source>
        <translation>Ports neu suchen und Tunnel prüfen</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Pause all tunnels</source>
        <translation>Alle Tunnel anhalten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Costs of the month</source>
        <translation>Kosten des Monats</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Source {number}</source>
        <translation>Quelle {number}</translation>
    </message>
</context>
<context>
    <name>_Example</name>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>_RelayDelegate</name>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Rechner</translation>
    </message>
    <message>
        <source>New tunnels</source>
        <translation>Neue Tunnel</translation>
    </message>
</context>
<context>
    <name>cost_steps</name>
    <message>
        <source>Per 10 minutes</source>
        <translation>Je 10 Minuten</translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation>Je Stunde</translation>
    </message>
    <message>
        <source>Per 6 hours</source>
        <translation>Je 6 Stunden</translation>
    </message>
    <message>
        <source>Per day</source>
        <translation>Je Tag</translation>
    </message>
    <message>
        <source>{day} (UTC)</source>
        <translation>{day} (UTC)</translation>
    </message>
</context>
<context>
    <name>cost_table</name>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>months</name>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>{program}, measured for {duration}.</source>
        <translation>{program}, {duration} lang gemessen.</translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>%1 core minimum</source>
        <translation>mindestens %1 Kern</translation>
    </message>
    <message>
        <source>%1 core</source>
        <translation>%1 Kern</translation>
    </message>
    <message>
        <source>%1 per %2</source>
        <translation>%1 je %2</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>traffic_table</name>
    <message>
        <source>From</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>In, mean</source>
        <translation>Herein, Mittel</translation>
    </message>
    <message>
        <source>Out, mean</source>
        <translation>Hinaus, Mittel</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Herein</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Hinaus</translation>
    </message>
</context>
</TS>
