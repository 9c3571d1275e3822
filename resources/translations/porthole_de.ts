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
