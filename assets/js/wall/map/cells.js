/* The map's cells by the number of their grid, and what shares one. */

/* "G206" for 206; null where no grid is told. */
export const cellId = (grid) => Number.isInteger(grid) ? `G${String(grid).padStart(3, "0")}` : null;

/* Incidents by the place of their mark: those in one cell share one, and those of which only a
   point is told, one at that point. Each keeps its order: the gravest comes first. */
export function byPlace(incidents) {
  const found = new Map();
  for (const one of incidents) {
    const place = cellId(one.grid) ?? String(one.at);
    found.set(place, [...(found.get(place) ?? []), one]);
  }
  return found;
}
