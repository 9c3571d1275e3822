<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence {licence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt for Python is used under the LGPL: you may replace it by a version of your own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddSource</name>
    <message>
        <source>Add source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SSH host: [user@]host[:port]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An SSH host, or its name in ~/.ssh/config. Porthole lists its ports and installs nothing there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddTcp</name>
    <message>
        <source>Add a raw TCP port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add raw TCP port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole adds no encryption. SSH has its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyone can find a raw TCP port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it only for protocols that encrypt themselves, such as SSH.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address stays. Open connections end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddressLabel</name>
    <message>
        <source>Drag the address to where it is needed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CandidateDelegate</name>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CandidateModel</name>
    <message>
        <source>Port {port} on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing listens yet, Porthole will wait for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exposed already</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckStrip</name>
    <message>
        <source>Checks of the last 10 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>None in the last 10 minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{passed} of {all} passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{counts}, median {median}, worst {worst}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed at {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed last at {time}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChecksSection</name>
    <message>
        <source>Check now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check now (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks through the public address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionTable</name>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>Peak {peak}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {into}, out {out}, peak {peak}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State or close reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed by visitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed by app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset by visitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset by app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing listened on port {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit of connections reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel closed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionsSection</name>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See all {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See all connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No visitors right now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last visitor {address}, {time}, {duration}, {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionsTab</name>
    <message>
        <source>Filter by address or reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No visitors yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked {who}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked {who}, 1 connection ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked {who}, {count} connections ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{listed} of {count} listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No match</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Porthole&apos;s engine is starting again. Try once more soon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ended. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cost</name>
    <message>
        <source>{mean} average, {peak} peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} minimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{mean} average, {peak} peak, {minimum}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gpu}, reserved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate card&apos;s minimum was charged where less was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gap} were not measured and are not charged: asleep, not exposed, or Porthole not running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted by the system for exactly this program (its control group).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How CPU and memory were counted has not been kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a part of the time: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU is counted by the system for exactly this program (its control group).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU is added up from its processes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How CPU was counted has not been kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory is counted by the system for exactly this program (its control group).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared memory is divided among the programs that share it (PSS).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared memory counts in full for each program that shares it (RSS).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How memory was counted has not been kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CostChart</name>
    <message>
        <source>Cost over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time}: not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time}: {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last {last}; most {most}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CostSection</name>
    <message>
        <source>nothing runs now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{total} so far</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CostTab</name>
    <message>
        <source>So far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now, per hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If left open for 24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first measurement comes in a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been measured yet: no program is seen behind the port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is measured here: the program does not run on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If left open until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {time}, {duration}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated cost of what runs behind port {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost of each resource</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tunnel itself costs nothing. Resources are counted once, even when several ports belong to the same process.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashReports</name>
    <message>
        <source>Porthole made a mistake ({error}) and goes on. More is in {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>No tray on this desktop. Porthole stays open when you close tunnels, and quits with the window.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Point to another port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>&apos;currency&apos; is to be three letters such as &quot;USD&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;gpu_second&apos; is to be a table of prices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A code alone does not say which relay it is for: add --relay ADDRESS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A join link holds its code as the relay wrote it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A relay&apos;s address has no https:// and no path; write its host and port, for example relay.example.com:8443.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A relay&apos;s address has no user name or password; remove what stands before the @.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A relay&apos;s address has only plain letters; write a name with others in its xn-- form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A relay&apos;s port is a number from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tunnel closes after more than 0 s and at most ten years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tunnel that offers HTTP/2 has no raw TCP port. Close it, then expose its port anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tunnel&apos;s name has at most {max_name_characters} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address already in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After # there can only be ca= and a fingerprint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address with a network interface (%) means nothing elsewhere; remove that part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Porthole runs already. It keeps its tunnels for the next start; this one opens none of them, and keeps none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another device is enrolled as {device_id}; enrol with a new identity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program of yours has this name in use. Close its tunnel first, or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken pipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close a few tunnels, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated {total} {currency} this month, which is over {percent} % of your budget of {budget} {currency}. The Cost tab shows what it goes to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP/2 is for encrypted ports only. Leave out HTTP/2 or raw TCP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalid port number {port}. Ports go from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalid port number {text}. Ports go from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It listens on 127.0.0.1 inside the container, where nothing outside reaches it. Let it listen on 0.0.0.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logging in at {name} takes the passphrase of a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it possible to write there, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make that possible for your user, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or service not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network is down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No TCP port is free on this relay. Try again later, or use the https URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No address associated with hostname</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No computer is called {host}. Check the name and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to {address}: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No engine runs where Docker&apos;s settings lead now. Start it, or choose another context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tunnel {key} is open. Open it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing answers at {endpoint}. Start {engine}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing listens on {place} yet. Visitors get an error until something does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing listens on {place}. The tunnel works again as soon as something does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenSSL cannot use the socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenSSL gives no reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole has a bug with {name}: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay server is unavailable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay server is unavailable ({cause}). Check the network and the relay&apos;s address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay server is unavailable. Check the network and the relay&apos;s address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove files of yours, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Software caused connection abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting at login is set in {place}, which cannot be used ({problem}). Check who may write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temporary failure in name resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was not the passphrase of the key. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was not the password of {user} at {name}. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The SSH host of {text} is not in the list. Add it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The access token has a typing mistake in it; copy it again instead of typing it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code in the join link is damaged; copy the link again, whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer {there} is not known yet. Is this its {kind} key?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration of SSH for {name} is wrong: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration of SSH is wrong: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {name} was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine has not been started. Send the command start first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine of containers answers {question} with error {status}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine of containers does not let this user ask it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine of containers ended before it answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine of containers ended while it answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine of containers has not answered for {answer_seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine tells of something in more than {max_line_bytes} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine&apos;s answer is longer than {max_body_bytes} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine&apos;s answer makes no sense ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The enrolment code has a typing mistake in it; compare it with the relay&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fingerprint after #ca= is damaged; copy the relay&apos;s address again, whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history was damaged and begins anew. The old file is now {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The host in front of {name} cannot reach it: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The instance id is missing or too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key cannot be added to {file}: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of {name} has been revoked. Do not connect to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of {name} has changed: somebody may pretend to be that computer. If you know that it was set up anew, forget its old key with: ssh-keygen -R &apos;{entry}&apos; -f {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of {name} is not known on this computer. Connect to it once by yourself, with: ssh {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of {name} is not to be trusted: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of {name} was not accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring is locked or does not answer, so the addresses on this computer last until Porthole ends. Unlock it and start Porthole again to keep them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of SSH hosts {problem} ({path}). Move that file away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate card in {place} is not used: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay at {host} is not the one of the invitation: it has another certificate authority. Ask for a new invitation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay cannot know this computer, as its key is out of reach here ({reason}). Unlock or install a keyring, set PORTHOLE_PASSPHRASE if the key was kept with one, or use a token (porthole-relay token).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay cannot use its database now. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay does not know this computer, or has revoked it. Ask for an invitation, and join the relay with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay does not know this device or token, or has revoked it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay does not know this token, has revoked it, or its time is over. Ask for a new one (porthole-relay token).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay gave an address that makes no sense. Update the relay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay has seen too many failed logins from this network. Try again in ten minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay on this computer cannot be removed. It runs only when used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay on this computer could not start. Install its parts with &apos;pip install porthole[relay]&apos;, or choose another relay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay on this computer could not start: the names of its folders are no UTF-8. Set PORTHOLE_HOME to a folder whose name is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay on this computer could not start: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay on this computer could not start: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay on this computer does not answer. End it with `{end}`: a new one starts by itself, and tunnels that are open come back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay on this computer ended right after its start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay {name} does not prove to be {host}: {why}. If it has an authority of its own, join it with an invitation, which tells which one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay {name} is older than this Porthole. Update the relay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay {name} needs a newer Porthole. Update this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay&apos;s database {path} {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay&apos;s host must be in lower case and without brackets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tunnel to {target} has the name {name}. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tunnel to {target} was closed at the time that was set for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are too many ProxyJump hosts in front of {name}; perhaps a circle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {max_hosts} SSH hosts already. Remove some first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a space or a control character inside the relay&apos;s address; remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a token, but no relay is named. Set {relay_variable} to the relay that it is for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a tunnel to {target} already. Close that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no Docker context {name}. Choose one with: docker context use NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no history by steps of {step_s} s. Ask for 1, 60 or 3600.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no host {ssh}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no keyring that works ({reason}), so the keys of the relay on this computer are made anew after each restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no rate card {card}. Choose one of: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no relay {name}. Choose one of the list, or join it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no relay {name}. `porthole relays` lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This code is unknown, used already or older than its ten minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer does not reach itself at 127.0.0.1 ({strerror}). Bring its loopback interface up (ip link set lo up), and let programs use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no place to keep its key ({reason}). Install a keyring, or set PORTHOLE_PASSPHRASE to keep it in an encrypted file. For an unattended machine, ask for a token instead (porthole-relay token).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This connection to the relay has been closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This engine cannot do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This enrolment code is not valid, or not any more; ask the relay for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This host is in the configuration of SSH. Remove it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This invitation is unknown, used already or older than ten minutes. Ask for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a bug in Porthole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a bug in Porthole, which has written about it to its log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a command of the engine: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a join link; copy it again, from https:// to its last character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a whole invitation. Paste it from https:// to its last character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an access token; copy it again, from tun_ to its last character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an enrolment code; it has {wanted} letters and digits in groups of five.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the name or IP address of a relay; write, for example, relay.example.com.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This question needs no answer any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This relay has one certificate for all names, which is not safe with HTTP/2. Open the tunnel without HTTP/2, or use the relay on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This relay speaks versions {oldest_version} to {protocol_version}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token may not open raw TCP ports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This tunnel is closed for good. Expose its port anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not use Docker. Let it with &apos;sudo usermod -aG docker $USER&apos;, then log in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not use {engine} at {endpoint}. Use your own with &apos;systemctl --user enable --now podman.socket&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This {name} is too old: its API is {api_version}, and Porthole needs {needed} or later. Update {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many failed logins. Try again in ten minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic and costs are not kept. {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel {tunnel} is open already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers is no engine of containers ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write an IPv6 address in brackets, for example [2001:db8::7]:8443.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a newer Porthole wrote it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a newer Porthole wrote the file {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a newer Porthole wrote the list of relays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a token has an id of {id_characters} characters, a secret of 32 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an encrypted file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another program has been changing {path} for too long; end it, then try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt to write a readonly database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be opened ({strerror}); check its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read or written; check its disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read: {strerror}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be used ({orig}); check its file and disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be written: {strerror}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be written; let the relay&apos;s user write the file and its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate has expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate is not yet valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate verify failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed by this end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed without an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct that and add it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the file, or move it away and join your relays again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>database disk image is malformed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>database is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>database or disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disk I/O error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not fit on its disk any more; make room there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is another program&apos;s; give the relay a file of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is damaged; restore it from a backup, or move it away and enrol every device again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is in use by another program; end that program, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it belongs to another user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it failed ({fact})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has neither ss nor netstat nor lsof, or no shell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a symbolic link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is longer than {max_file_bytes} KiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not text in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is open to other users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its certificate is for another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its lock failed ({strerror})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line {line} of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make that possible, then try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory only (lost when this program ends)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no container named {name} runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no keyring service answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no relay called &quot;{name}&quot; is in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a host name: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a name that can be verified: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>psutil is missing, install it: pip install psutil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>psutil says: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put back a copy of it, or move it away and join your relays again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put back a copy, or remove the entry {key_name} and join your relays again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove it with the program that shows your keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>self-signed certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>self-signed certificate in certificate chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set PORTHOLE_PASSPHRASE to the one it was made with (if that is lost, move the file away; this device must then join its relays again)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something else answers there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Docker context {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the SSH server of {host} forbids to forward ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Secret Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Windows Credential Locker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the chosen relay is not in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection was cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the entry {name} of {service} in the system keyring is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the far end closed the control channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the far end closed the data channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the far end does not read its control channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file {path} cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file {path} cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file {path} is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder {folder} cannot be used ({problem}); remove it, or set PORTHOLE_HOME to a folder of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the handshake is not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the history is not open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the host has not been started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel did not list the listening ports (sock_diag: {reason}); try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keyring library is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keyring with this computer&apos;s key is locked or does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of relays cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of relays cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of relays is damaged: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of tunnels from the last time cannot be used ({problem}); it was set aside as {path}, and its tunnels are not opened again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the listening ports cannot be listed: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the macOS Keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name has no address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the names in it are: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the passphrase does not open the file {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the passphrase of a file of secrets must not be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the relay does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the relay does not know this kind of check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the relay restarts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the relay {name} cannot be kept: {exc}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system keyring cannot be used: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system keyring does not return what it was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system keyring is locked or does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no desktop session (no D-Bus session bus)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this computer slept for {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this device&apos;s key is damaged (kept in {kind})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took no byte for {stall_seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two relays have the same name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two tunnels have the same id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unable to get local issuer certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unlock it, then try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unlock or repair it, or set PORTHOLE_PASSPHRASE to keep secrets in an encrypted file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version {version} of the file is newer than this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was made by a newer version; update the relay to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was written by a newer Porthole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what answers there does not speak TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} and this program have no way to encrypt in common: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} does not answer. Is it on?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} is not an IP address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} refuses connections. Does its SSH server run?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bug} ({name}: {error}). Run it again with --debug and report what it prints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{chosen_by} leads to an engine that Porthole cannot ask: it knows unix:// sockets, and tcp:// without TLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} cannot connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} has been left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} is not a host. Give a name such as localhost, or an IP address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} publishes it to itself alone. Publish it on 0.0.0.0 there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host}:{port} does not lead to this computer at the moment ({reason}). Check the network, and that the relay runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{inside} in {whole} is not an IP address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is not known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is to be a date such as 2026-07-01.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is to be a line of text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is to be a number in quotes such as &quot;0.0000131&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{max_tunnels} tunnels are open already, which is the limit. Close one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} after login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} asks for the password of {user}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} asks: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} before login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not carry out commands: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not let {user} in with the keys and passwords offered. Check user and keys in your SSH configuration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} gives no list of its ports: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has stopped. Start it, and its containers are listed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} instead of Challenge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} instead of Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is disconnected in Porthole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} keeps its containers in a network that this computer is not in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} takes too long to connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not the path of a unix socket. Give an absolute path of at most {max_unix_path_bytes} bytes of UTF-8, for example unix:/run/app.sock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{problem}, and PORTHOLE_PASSPHRASE is not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason} Expose {other}, which is published, or publish this port, too: {publish}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason} Publish the port: {publish}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{relay} does not answer ({why}). Porthole tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ssh} has been left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} is not a port of a container. Give its name and the port inside, for example docker:web:80.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} is not a port of an SSH host. Write ssh:HOST:PORT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} is not a target. Give only its host and port, for example localhost:8000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} is not an SSH host. Write a name of your SSH configuration, or [user@]host[:port].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whole} ends in no port. Write for example {prefix}HOST:8000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whole} is not a target. Give a port such as 8000, host:8000, [::1]:8000 or unix:/path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whole} is not a target. Put an IPv6 address in brackets, as in [::1]:8000.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EngineProcess</name>
    <message>
        <source>Porthole&apos;s engine cannot be started: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ends again and again ({problem}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ended ({problem}) and starts again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signal {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exit code {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>{path} cannot be written: {why}. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExposeForm</name>
    <message>
        <source>Optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That time is past. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer HTTP/2 to visitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I understand. Expose it anyway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How visitors reach it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExposeMenu</name>
    <message>
        <source>Expose port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Databases and debuggers are in the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other port…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterEdit</name>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Port {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{protocol} on {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>system service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw TCP port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTPS URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds a port. Porthole adds no encryption. {protocol} has its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds a port without encryption. Scanners find open ports within minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random address, for programs that speak TLS from the first byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random address. Encrypted up to the relay, which can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random address. It works on this computer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random address. Encrypted up to relay {relay}, which can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyone can find a raw TCP port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it only for protocols that encrypt themselves, such as SSH. {limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You get a random port on {host} and a TLS address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You get a random port on {host} and a URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You get an address ending in .{domain}, the same one each time for this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You get a random address ending in .{domain}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose with these limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose and copy URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose and copy address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When I close it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In 15 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In 1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In 4 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is a database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyone who reaches it can try passwords.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is a debugger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever reaches port {port} can run code as you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is a remote desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyone who reaches it can try passwords and use the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} shares files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyone who reaches it can try to read and change files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever reaches port {port} controls this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} gives full control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {what} has no password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever reaches port {port} controls this computer. Use an SSH connection to Docker instead if you can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form now closes it after 1 hour.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnels work without opening the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the window closed at login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts in the tray. Without a tray the window opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back tunnels after a restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same addresses. A tunnel waits until its port answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tunnels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the URL of a new tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As soon as Porthole has opened the public address itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On stops all animation and the blinking cursor, numbers still update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the next start of Porthole on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find by program or port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose a port, show a tunnel&apos;s page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the options first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter; Esc clears it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything a row can do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for ports and check tunnels now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy its URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy its TCP socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause, or open again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause all tunnels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo closing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tabs of its page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose a port by its number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show one of the sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next, previous region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costs of the month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>List</name>
    <message>
        <source>Exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, waits for your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, scanning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, no SSH connection since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, no answer since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, refused since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System ports are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hidden system port matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} hidden system ports match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 system port is hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} system ports are hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{money} estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Copied {text}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MirrorChart</name>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time}, no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time}, in {into}, out {out}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At last in {into}, out {out}; most out {most} at {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MonthWindow</name>
    <message>
        <source>Cost of a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the free credit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it goes on like the last 24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate card and budget…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An estimate by {card} of {date} for planning, not a bill. No provider is contacted. Days are those of UTC. Tunnels cost nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % of {budget}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Note</name>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point to another port…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open without raw TCP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing listens on port {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tunnel stays open and works again as soon as the port answers. Until then visitors see a closed connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program} stopped listening at {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay {relay} refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It keeps the key that relays know this computer by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it, and the tunnel opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for your keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type its password where the system asks for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tunnel comes back by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay {relay} does not answer. Next try in {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay {relay} does not answer. Trying now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempt {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed at {time} as planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is kept until {time}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NothingSelected</name>
    <message>
        <source>Nothing selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a port to see what is behind it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Estimated cost of the month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has a new address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay {relay} has not answered for {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is kept until {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} stopped listening on {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} closes at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} waits for your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Porthole</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent only while the window is not active, at most one for each tunnel in 10 minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell me when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tunnel is not reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its relay has not answered for 60 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program stopped listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For 60 s, and it had visitors in the last 10 minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tunnel has a new address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The old one is gone, links to it no longer work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tunnel is about to close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 minutes before, if it has visitors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A host waits for your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It asks for a password, or whether to trust its key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The month&apos;s estimated cost nears your budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At 80 % and at 100 % of it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageCard</name>
    <message>
        <source>Copy URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy TLS socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy TCP socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add TCP socket…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same name, port {port}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>All ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} on {source}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>Port {port}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathStrip</name>
    <message>
        <source>only this computer can read this traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole adds no encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the relay can read this traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, the way is interrupted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message>
        <source>Clear filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose a port before it listens…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No port matches “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose another port…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PortDelegate</name>
    <message>
        <source>Expose (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose options first (Shift+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy (Ctrl+C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for an address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PortList</name>
    <message>
        <source>Ports and tunnels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PortPane</name>
    <message>
        <source>Expose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose options…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PortPick</name>
    <message>
        <source>Port or name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such port. Type a number from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PortsPanel</name>
    <message>
        <source>Filter by port, name or folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose port…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose a port by its number (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose a port, and its public address appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a server and it appears here within 2 seconds. For example:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No ports are listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No ports are listening there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show 1 hidden system port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {count} hidden system ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hidden system port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} hidden system ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 other source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} other sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also looked in {place}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also looked in {ports} and {sources}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>The settings hold only until you quit: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PriceList</name>
    <message>
        <source>Prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resource</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per {unit}-hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>always</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QrPopup</name>
    <message>
        <source>Anyone who has the address can open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan to open {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be written. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Trust this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare it with what the host&apos;s owner tells you. If it differs, somebody else answers in the host&apos;s place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionPanel</name>
    <message>
        <source>Answer later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · 1 more question waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · {count} more questions wait</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuickPick</name>
    <message>
        <source>Expose port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expose with defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose options first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RateCardBox</name>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU minimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An estimate for planning, not a bill. No provider is contacted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RatesPage</name>
    <message>
        <source>Rate card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimates what the programs behind your ports cost. Nothing is sent and nothing is billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU minimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A running program is counted with at least this much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For regions or plans that cost more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free each month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken off the month&apos;s estimate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TOML files in a folder. They are read when you choose a card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget for a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole tells you at 80 % and at 100 % of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an amount. Give one such as 30 or 12.50.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RelayHeader</name>
    <message>
        <source>Relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 10 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RelayList</name>
    <message>
        <source>Relays</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Relays</name>
    <message>
        <source>new tunnels open here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round trip {delay}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missed checks {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for your keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer for {duration}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use, 1 tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use, {count} tunnels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RelaysPage</name>
    <message>
        <source>Relays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tunnels open at the relay you choose, open tunnels stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for new tunnels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join a relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invitation: https://…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever runs the relay makes one with: porthole-relay invite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {relay}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {relay}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To use it again you need a new invitation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 tunnel closes and its address is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tunnels close and their addresses are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>port {port} on {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{total} so far, estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debugger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exposing needs options</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>There is no address yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied, not verified yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its address is kept for {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port {port} is already exposed. Its URL is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel to {port} closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel to {port} closed, 1 connection ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel to {port} closed, {count} connections ended.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Actions of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose with options…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy host and port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open without raw TCP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close tunnel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretForm</name>
    <message>
        <source>Remember in the keyring</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidebarFooter</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyring locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SocketRow</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceActions</name>
    <message>
        <source>{name} waits for your answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>All ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add source…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SSH hosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions of the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action} (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Containers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Checking the public address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing on port {port} for {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused, address kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified {time} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} milliseconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last verified {time} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing on port {port} for {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for your keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening on {relay}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last verified {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay refused: join it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay refused: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed at {time} as planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} seconds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>{count} exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 visitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} visitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since midnight UTC. Opens the cost of the month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today {amount} estimated, tunnels {free}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watching 1 source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watching {count} sources</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrafficSection</name>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time}, no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrafficTab</name>
    <message>
        <source>1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busiest {width}: in {most_in} at {in_at}, out {most_out} at {out_at}. Mean in {mean_in}, out {mean_out}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The highest rate in any second since the port was exposed, or Porthole was started again after that; in and out together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since the port was exposed, or Porthole was started again after that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In, from visitors to your port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out, from your port to visitors</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrafficTable</name>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>{count} live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing exposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keyring is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing on port {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused by the relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit (1 tunnel goes offline)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit ({count} tunnels go offline)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last verified {time} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 waiting for its port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} waiting for their ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole: its engine does not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole: {summary}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message>
        <source>Pause all tunnels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume all tunnels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Porthole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today {amount} estimated, tunnels {nothing}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Relay {relay} refuses this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay {relay} has not answered for {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay {relay} does not answer. Trying now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay {relay} does not answer. Next try in {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempt {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses are kept until {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ends again and again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tunnels are closed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole&apos;s engine ended and is starting again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnels come back by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnels open as soon as you unlock it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole waits for your keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type its password where the system asks for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is offline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tunnel</name>
    <message>
        <source>on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port {port}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole adds no encryption. SSH has its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this computer can read this traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay {relay} can read this traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}. Raw TCP adds no encryption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 visitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} visitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyring locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no further tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port does not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not verified yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no address yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last seen {age}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TunnelMenu</name>
    <message>
        <source>Copy URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy TCP socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No address yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TunnelPage</name>
    <message>
        <source>Views of the tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TunnelPane</name>
    <message>
        <source>Close tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open as page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy TLS socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy TCP socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add TCP socket…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as curl command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UrlCard</name>
    <message>
        <source>Copy URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as ssh command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePane</name>
    <message>
        <source>Porthole found {count} on this computer. They are in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a server on this computer, and its port comes into the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give what runs on this computer an address of its own, until you close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share what runs on this computer at an address that works from anywhere, until you close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stays open after you quit. What was open then is opened again at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The relay runs on this computer. Nobody else can read what is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relays see who connects and how much, and can read what is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick a port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Expose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it when you are done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The URL is copied as soon as a test through it reached your port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stays open after you quit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Porthole runs a relay of its own. Its addresses work on this computer only. To be reached from anywhere, join a relay with an invitation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join a relay…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invitation link or code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose your first port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expose port…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rescan ports and check tunnels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause all tunnels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costs of the month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Example</name>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_RelayDelegate</name>
    <message>
        <source>on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tunnels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cost_steps</name>
    <message>
        <source>Per 10 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per 6 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cost_table</name>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resource</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>months</name>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program}, measured for {duration}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>%1 core minimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>traffic_table</name>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In, mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out, mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
