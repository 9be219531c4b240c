/** How long the backup is used before the primary is tried again, in milliseconds. */
const avoidFor = 60_000;

/** When each primary address may be tried again; remembered across runs. */
const avoidUntil = new Map<string, number>();

/**
 * Which of the addresses a request goes to: the primary, or the backup for a while after the primary
 * could not be reached.
 *
 * @param addresses the primary and, if there is one, the backup
 */
export function addressToUse(addresses: readonly [string, string?], now: number): string {
	const [primary, backup] = addresses;
	return backup !== undefined && now < (avoidUntil.get(primary) ?? 0) ? backup : primary;
}

/** An address could not be reached. Returns whether the request should go to the other one at once. */
export function unreachable(
	addresses: readonly [string, string?],
	address: string,
	now: number,
): boolean {
	const [primary, backup] = addresses;
	if (backup === undefined) return false;
	if (address === primary) {
		avoidUntil.set(primary, now + avoidFor);
		return true;
	}
	avoidUntil.delete(primary);
	return false;
}
