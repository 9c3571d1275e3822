"""What an engine consists of while it runs, and how each command changes it."""

from dataclasses import dataclass

from app.contract import commands as do
from app.contract.commands import AnyCommand
from app.contract.events import Done
from app.engine.accounts import Accounts
from app.engine.relays import Relays
from app.engine.sources.registry import SourceRegistry
from app.engine.traffic import Traffic
from app.engine.tunnel_set import TunnelSet
from app.engine.tunnels import Tunnels
from relay_client.errors import InvalidError


@dataclass(frozen=True)
class Running:
    """The parts of a running engine."""

    sources: SourceRegistry
    tunnel_set: TunnelSet
    tunnels: Tunnels
    traffic: Traffic
    accounts: Accounts

    @property
    def relays(self) -> Relays:
        """The relays."""
        return self.tunnel_set.relays

    async def carry_out(self, command: AnyCommand) -> Done:
        """Do what a command says.

        Raises:
            Exception: it cannot be done, and nothing has changed; `app.problems` has the words.
        """
        if isinstance(command, do.Expose):
            tunnel, is_new = self.tunnels.expose(command)
            return Done(command.id, tunnel, is_new)
        if not (self._change_tunnel(command) or self._change_visitors(command)):
            for change in (self._change_relays, self._change_sources, self._account):
                if await change(command):
                    return Done(command.id)
            raise InvalidError("This engine cannot do that.")
        return Done(command.id)

    def _change_tunnel(self, command: AnyCommand) -> bool:
        """Carry out a command about tunnels; return whether it is one. So do those below."""
        match command:
            case do.Close(tunnel=tunnel):
                self.tunnels.close(tunnel)
            case do.Reopen(tunnel=tunnel):
                self.tunnels.reopen(tunnel)
            case do.Pause(tunnel=tunnel):
                self.tunnels.pause(tunnel)
            case do.Retarget(tunnel=tunnel, target=target):
                self.tunnels.retarget(tunnel, target)
            case do.DropTcp(tunnel=tunnel):
                self.tunnels.drop_tcp(tunnel)
            case do.Check(tunnel=tunnel):
                self.tunnels.check(tunnel)
                self.sources.scan()
            case _:
                return False
        return True

    def _change_visitors(self, command: AnyCommand) -> bool:
        match command:
            case do.Watch(is_looked_at=is_looked_at, tunnel=tunnel):
                self.tunnel_set.checks.look(is_looked_at)
                self.sources.look(is_looked_at)
                self.traffic.watch(tunnel)
            case do.EndConnection(tunnel=tunnel, connection=connection):
                self.tunnels.end_connection(tunnel, connection)
            case do.BlockAddress(tunnel=tunnel, address=address):
                self.tunnels.block(tunnel, address)
            case do.AllowAddress(tunnel=tunnel, address=address):
                self.tunnels.allow(tunnel, address)
            case _:
                return False
        return True

    async def _change_relays(self, command: AnyCommand) -> bool:
        match command:
            case do.JoinRelay(link=link):
                await self.relays.join(link)
            case do.ChooseRelay(relay=relay):
                await self.relays.choose(relay)
            case do.RemoveRelay(relay=relay):
                await self.tunnels.remove_relay(relay)
            case _:
                return False
        return True

    async def _change_sources(self, command: AnyCommand) -> bool:
        match command:
            case do.Connect(source=source):
                self.sources.connect(source)
            case do.Disconnect(source=source):
                await self.sources.disconnect(source)
            case do.AddHost(host=host):
                await self.sources.add_host(host)
            case do.RemoveSource(source=source):
                await self.sources.remove_source(source)
            case do.Answer(question=question, text=text, remember=remember):
                self.sources.answer(question, text, remember)
            case _:
                return False
        return True

    async def _account(self, command: AnyCommand) -> bool:
        match command:
            case do.AskTraffic():
                await self.accounts.tell_traffic(command)
            case do.AskCosts():
                await self.accounts.tell_costs(command)
            case do.AskMonth(month=month):
                await self.accounts.tell_month(month)
            case do.ChooseRateCard(card=card):
                await self.accounts.choose_card(card)
            case do.SetBudget(amount=amount):
                await self.accounts.set_budget(amount)
            case _:
                return False
        return True
