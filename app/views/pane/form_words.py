"""What the form to expose a port says."""

from PySide6.QtCore import QCoreApplication

from app.contract.values import Port, Relay, Risk
from app.models.expose_form import EVENING_HOUR, Closing, ExposeDraft, Reach, Warned
from app.models.numbers import latency_text, time_text
from app.plain_text import plain_text
from app.views.pane.tunnel_words import relay_title, relay_word

translate = QCoreApplication.translate

Warning_ = tuple[str, str]
"""A title, and a sentence or two."""


def port_title(port: Port) -> str:
    """Return what a port is called: its program, or its number."""
    return plain_text(port.program) or translate("Form", "Port {port}").format(port=port.port)


def port_facts(port: Port, now: float) -> str:
    """Return what is known of a port: `HTTP on 127.0.0.1, ~/code/orders-api, since 13:02`."""
    protocol, address = plain_text(port.protocol), plain_text(port.address)
    if protocol and address:
        facts = [
            translate("Form", "{protocol} on {address}").format(protocol=protocol, address=address)
        ]
    else:
        facts = [each for each in (protocol, address) if each]
    facts.append(translate("Form", "system service") if port.is_system else plain_text(port.folder))
    if port.listening_since is not None:
        since = time_text(port.listening_since, now, with_seconds=False)
        facts.append(translate("Form", "since {time}").format(time=since))
    return ", ".join(each for each in facts if each)


def reach_title(draft: ExposeDraft, reach: Reach) -> str:
    """Return the name of a way to the port."""
    if reach is Reach.TCP:
        return translate("Form", "Raw TCP port")
    return translate("Form", "HTTPS URL") if draft.is_web else translate("Form", "TLS address")


def reach_text(draft: ExposeDraft, reach: Reach) -> str:
    """Return what that way means, and who can read."""
    if reach is Reach.TCP and draft.encrypts_itself:
        return translate(
            "Form", "Adds a port. Porthole adds no encryption. {protocol} has its own."
        ).format(protocol=plain_text(draft.port.protocol))
    if reach is Reach.TCP:
        return translate(
            "Form", "Adds a port without encryption. Scanners find open ports within minutes."
        )
    relay = draft.used_relay
    if not draft.is_web:
        return translate("Form", "Random address, for programs that speak TLS from the first byte.")
    if relay is None:
        return translate("Form", "Random address. Encrypted up to the relay, which can read it.")
    if relay.is_embedded:
        return translate("Form", "Random address. It works on this computer only.")
    return translate(
        "Form", "Random address. Encrypted up to relay {relay}, which can read it."
    ).format(relay=relay_word(relay.name))


def warning_of(draft: ExposeDraft) -> Warning_ | None:
    """Return what to warn of before anything else, None for nothing."""
    match draft.warned:
        case Warned.RAW_TCP:
            return translate("Form", "Anyone can find a raw TCP port"), translate(
                "Form", "Use it only for protocols that encrypt themselves, such as SSH. {limit}"
            ).format(limit=_limit(draft)).strip()
        case Warned.RISK:
            return _risk(draft)
    return None


def you_get(draft: ExposeDraft) -> str:
    """Return what the button gives."""
    relay = draft.used_relay
    if relay is None or not relay.domain:
        return ""
    domain = plain_text(relay.domain)
    if draft.reach is Reach.TCP:
        text = translate("Form", "You get a random port on {host} and a TLS address.")
        if draft.is_web:
            text = translate("Form", "You get a random port on {host} and a URL.")
        return text.format(host=plain_text(relay.host) or domain)
    if draft.name:
        text = translate(
            "Form", "You get an address ending in .{domain}, the same one each time for this name."
        )
    else:
        text = translate("Form", "You get a random address ending in .{domain}.")
    return text.format(domain=domain)


def submit_text(draft: ExposeDraft) -> str:
    """Return the word on the button."""
    if draft.needs_tick:
        return translate("Form", "Expose")
    if draft.warned is not None and draft.closing is not Closing.NEVER:
        return translate("Form", "Expose with these limits")
    if draft.is_web and draft.reach is Reach.TLS:
        return translate("Form", "Expose and copy URL")
    return translate("Form", "Expose and copy address")


def closing_text(closing: Closing) -> str:
    """Return a time limit in words."""
    return {
        Closing.NEVER: translate("Form", "When I close it"),
        Closing.MINUTES_15: translate("Form", "In 15 minutes"),
        Closing.HOUR: translate("Form", "In 1 hour"),
        Closing.HOURS_4: translate("Form", "In 4 hours"),
        Closing.EVENING: translate("Form", "Today at {time}").format(time=f"{EVENING_HOUR}:00"),
        Closing.DAY: translate("Form", "In 24 hours"),
    }[closing]


def relay_choice(relay: Relay) -> str:
    """Return a relay as it stands in a list: `r5 Frankfurt, 23 ms`."""
    name = relay_title(relay, relay.name)
    if relay.round_trip_ms is None:
        return name
    return f"{name}, {latency_text(relay.round_trip_ms)}"


def _risk(draft: ExposeDraft) -> Warning_:
    port = draft.port
    what = plain_text(port.protocol) or port_title(port)
    match port.risk:
        case Risk.DATABASE:
            title = translate("Form", "{what} is a database")
            text = translate("Form", "Anyone who reaches it can try passwords.")
        case Risk.DEBUGGER:
            title = translate("Form", "{what} is a debugger")
            text = translate("Form", "Whoever reaches port {port} can run code as you.")
        case Risk.DESKTOP:
            title = translate("Form", "{what} is a remote desktop")
            text = translate("Form", "Anyone who reaches it can try passwords and use the screen.")
        case Risk.FILE_SHARING:
            title = translate("Form", "{what} shares files")
            text = translate("Form", "Anyone who reaches it can try to read and change files.")
        case _:
            return _full_control(port, what)
    sentences = (text.format(port=port.port), _limit(draft))
    return title.format(what=what), " ".join(each for each in sentences if each)


def _full_control(port: Port, what: str) -> Warning_:
    text = translate("Form", "Whoever reaches port {port} controls this computer.")
    title = translate("Form", "{what} gives full control")
    if "docker" in what.lower():
        title = translate("Form", "The {what} has no password")
        text = translate(
            "Form",
            "Whoever reaches port {port} controls this computer. "
            "Use an SSH connection to Docker instead if you can.",
        )
    return title.format(what=what), text.format(port=port.port)


def _limit(draft: ExposeDraft) -> str:
    """Return the limit that the form has set, "" once the user has chosen another one."""
    if draft.is_closing_chosen or draft.closing is not Closing.HOUR:
        return ""
    return translate("Form", "This form now closes it after 1 hour.")
