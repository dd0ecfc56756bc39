/** Turns a flat list of message entities into a tree; offsets are UTF-16 units, as JavaScript's own strings count. */

/** Returns `[string | {entity, children}]` for `text`. */
export function entityTree(text, entities = []) {
  const inOrder = entities
    .filter(({ offset, length }) => length > 0 && offset >= 0 && offset + length <= text.length)
    .map((entity) => ({ entity, start: entity.offset, end: entity.offset + entity.length }))
    .sort(outerFirst);
  return branch(text, 0, text.length, inOrder);
}

function branch(text, start, end, spans) {
  const nodes = [];
  const queue = [...spans];
  let position = start;
  while (queue.length > 0) {
    const span = queue.shift();
    if (span.start > position) nodes.push(text.slice(position, span.start));
    const within = [];
    while (queue.length > 0 && queue[0].start < span.end) within.push(queue.shift());
    // A span that sticks out of its neighbour is cut in two, so that the tree stays a tree.
    const remainders = within
      .filter((inner) => inner.end > span.end)
      .map((inner) => ({ ...inner, start: span.end }));
    const cut = within.map((inner) => ({ ...inner, end: Math.min(inner.end, span.end) }));
    nodes.push({ entity: span.entity, children: branch(text, span.start, span.end, cut) });
    position = span.end;
    queue.push(...remainders);
    queue.sort(outerFirst);
  }
  if (position < end) nodes.push(text.slice(position, end));
  return nodes;
}

function outerFirst(one, other) {
  return one.start - other.start || other.end - one.end;
}
