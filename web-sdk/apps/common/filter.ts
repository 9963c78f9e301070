/** Every word of the query must occur, in any order and case. */
export function wordsFilter(query: string): (haystack: string) => boolean {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (haystack) => {
    const lower = haystack.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
}

/** A search field that reports what it holds, and that Escape empties. */
export function onFilter(input: HTMLInputElement, changed: () => void): void {
  input.addEventListener('input', changed);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || input.value === '') return;
    event.preventDefault();
    input.value = '';
    changed();
  });
}
