/** Starts the page: connects, learns the world, opens the columns that the address or the last visit asks for. */

import { Live } from "/web/app/live.js";
import { assemble, gather, readPreset, rememberedSeats } from "/web/app/preset.js";
import { Toolbar } from "/web/app/toolbar.js";
import { Workspace } from "/web/app/workspace.js";
import { World } from "/web/app/world.js";

const preset = readPreset(location.search);
const world = new World();
const workspace = new Workspace(world, preset.bot);
const toolbar = new Toolbar(world, workspace);
document.body.replaceChildren(toolbar.element, workspace.main);

const live = new Live({
  onEvent: (event) => workspace.accept(event),
  onState: (state) => toolbar.showConnection(state),
  onGap: () => workspace.refresh(),
});

// First the events, then the snapshot: whatever happens in between arrives as an event.
await live.open();
await world.refresh();
toolbar.showClock();
await openFirstColumns();
const assembled = assemble(world, preset);
if (preset.bot === null || world.botNamed(preset.bot) !== undefined) await assembled;
document.body.dataset.ready = "true";

async function openFirstColumns() {
  if (preset.people.length > 0) {
    const accounts = await gather(world, preset.people);
    for (const [place, account] of accounts.entries()) {
      const column = await workspace.open(account);
      column.linkPayload = preset.people[place].payload;
    }
    return;
  }
  const seats = rememberedSeats(world);
  const firstAccount = [...world.accounts.values()][0];
  if (seats.length === 0 && firstAccount !== undefined) await workspace.open(firstAccount);
  for (const seat of seats) await workspace.open(world.accounts.get(seat.account), seat);
}
