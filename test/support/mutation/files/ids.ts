import type { Random } from '../random';
import { raw } from '../wire';

/** The ID of a task, and how it is sent. */
export interface Id {
	id: string;
	/** A text, or a number with more digits than JavaScript keeps. */
	sent: string;
}

/** An ID that can be told from all others. */
export function newId(random: Random): Id {
	const digits = `1234567890${random.between(100_000_000, 999_999_999)}`;
	const id = random.chance(0.7) ? digits : `task-${random.between(1_000, 9_999)}-ab`;
	return { id, sent: id === digits && random.chance(0.4) ? raw(id) : id };
}
