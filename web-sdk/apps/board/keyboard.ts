/** Where an arrow key leads from a card: up and down within its column, left and right to the same height of the next one. */
export function neighbourCard<T>(columns: readonly (readonly T[])[], from: T, key: string): T | undefined {
  const x = columns.findIndex((column) => column.includes(from));
  const column = columns[x];
  if (column === undefined) return undefined;
  const y = column.indexOf(from);
  switch (key) {
    case 'ArrowUp':
      return column[y - 1];
    case 'ArrowDown':
      return column[y + 1];
    case 'Home':
      return column[0];
    case 'End':
      return column.at(-1);
    case 'ArrowLeft':
      return atHeight(columns[x - 1], y);
    case 'ArrowRight':
      return atHeight(columns[x + 1], y);
    default:
      return undefined;
  }
}

function atHeight<T>(column: readonly T[] | undefined, y: number): T | undefined {
  return column?.[Math.min(y, column.length - 1)];
}
