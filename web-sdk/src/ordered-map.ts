/** A map that is read in the order of its keys; sorted only when somebody reads after keys came in another order. */
export class OrderedMap<V> {
  private map = new Map<string, V>();
  private last = '';
  private sorted = true;

  get inOrder(): ReadonlyMap<string, V> {
    if (!this.sorted) {
      const entries = [...this.map].sort(([a], [b]) => (a < b ? -1 : 1));
      this.map.clear();
      for (const [key, value] of entries) this.map.set(key, value);
      this.last = entries.at(-1)?.[0] ?? '';
      this.sorted = true;
    }
    return this.map;
  }

  get(key: string): V | undefined {
    return this.map.get(key);
  }

  set(key: string, value: V): void {
    if (!this.map.has(key)) {
      if (key < this.last) this.sorted = false;
      else this.last = key;
    }
    this.map.set(key, value);
  }

  delete(key: string): void {
    this.map.delete(key);
  }
}
