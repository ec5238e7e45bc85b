/** True for what heals by itself: the store or the index cannot be reached now. Both are known by their names, for this room must not know the rooms they come from. */
export function isOutage(fault: unknown): boolean {
  return fault instanceof Error && (fault.name === 'StorageUnavailable' || fault.name === 'SearchUnavailable');
}
