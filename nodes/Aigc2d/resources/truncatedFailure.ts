import { Failed, failure } from '../../api/failure';
import type { JsonObject } from '../../api/json';
import { spent } from '../../api/usage/usage';

/** What an answer that was cut off leaves behind. */
interface CutAnswer {
	text: string;
	usage: JsonObject | null;
	request_id: string | null;
}

/** The failure of an answer that was cut off; it keeps text and usage. */
export function truncatedFailure({ text, usage, request_id }: CutAnswer): Failed {
	const message = 'The answer was cut off: it reached Max Tokens';
	return new Failed(
		failure('truncated', { status: 200, request_id, message, text, ...spent(usage) }),
	);
}
