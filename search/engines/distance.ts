const EARTH_KM = 6_371;

/** Kilometres along the great circle; NaN if the place lies nowhere. */
export function distance(from: { readonly lat: number; readonly lon: number }, lat = Number.NaN, lon = Number.NaN): number {
  const radians = Math.PI / 180;
  const height = Math.sin(((lat - from.lat) * radians) / 2) ** 2;
  const width = Math.sin(((lon - from.lon) * radians) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(height + Math.cos(from.lat * radians) * Math.cos(lat * radians) * width)));
}

/** As a result line says it: to a hundred metres. */
export function roundedDistance(
  from: { readonly lat: number; readonly lon: number } | null,
  to: { readonly lat: number; readonly lon: number } | null,
): number | null {
  return from === null || to === null ? null : Math.round(distance(from, to.lat, to.lon) * 10) / 10;
}
