import type { Addresses } from '../../domain/addresses.ts';

/** Below the base address; the app mounts the router here. */
export const API_PATH = '/api/v1';

/** An absolute address in the API; parameters with null are left out. */
export function apiAddress({ base }: Addresses, path: string, params: Readonly<Record<string, string | null>> = {}): string {
  const given = Object.entries(params).filter((pair): pair is [string, string] => pair[1] !== null);
  const query = new URLSearchParams(given).toString();
  return `${base}${API_PATH}${path}${query === '' ? '' : `?${query}`}`;
}
