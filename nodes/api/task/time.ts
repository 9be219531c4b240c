/**
 * A time of a gateway in ISO 8601, UTC; null when there is none. Read are seconds and milliseconds since
 * 1970, ISO 8601, and AIGC2D's `YYYY-MM-DD HH:mm:ss`, which names no zone and is taken for China Standard
 * Time, that of the service.
 */
export function isoTime(value: unknown): string | null {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string') return null;
	const trimmed = text.trim();
	if (/^\d{10}(\.\d+)?$/.test(trimmed)) return iso(Number(trimmed) * 1000);
	if (/^\d{13}$/.test(trimmed)) return iso(Number(trimmed));
	const plain = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(trimmed);
	if (plain) return iso(Date.parse(`${plain[1]}T${plain[2]}+08:00`));
	return /^\d{4}-\d\d-\d\dT/.test(trimmed) ? iso(Date.parse(trimmed)) : null;
}

function iso(milliseconds: number): string | null {
	return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : null;
}
