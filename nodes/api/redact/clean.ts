import { isObject } from '../json';
import type { Secrets } from './secrets';

/** Deepest nesting that is searched; what lies deeper does not come from parsed JSON, and is left out. */
export const deepest = 220;

/** A value without secrets: every string in it, and every name of a member. The value itself when there are none. */
export function clean(value: unknown, secrets: Secrets, depth: number): unknown {
	if (typeof value === 'string') return secrets.redact(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > deepest) return undefined;
	if (Array.isArray(value)) {
		const members = value.map((member) => clean(member, secrets, depth + 1));
		return members.some((member, position) => member !== value[position]) ? members : value;
	}
	if (!isObject(value)) return value;
	let changed = false;
	const entries = Object.entries(value).map(([name, member]) => {
		const cleaned: [string, unknown] = [secrets.redact(name), clean(member, secrets, depth + 1)];
		changed ||= cleaned[0] !== name || cleaned[1] !== member;
		return cleaned;
	});
	return changed ? Object.fromEntries(entries) : value;
}
