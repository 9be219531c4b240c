/**
 * Models whose streams are not known to carry usage. AIGC2D's page of August 2023 for ERNIE and its one
 * page for all chat models (`aigc2d-api.md` §2.1, S9 and S1) have `stream`, and neither has
 * `stream_options`, without which a stream of OpenAI's kind says nothing of usage.
 */
const withoutUsage = /^ernie-/i;

/**
 * Whether a stream of a model tells what was used when `stream_options` asks for it. Where that is not
 * known, answers are fetched whole unless the user wants a stream, because usage on every item matters
 * more than how an answer travels; and a stream is asked for without `stream_options`.
 */
export function tellsUsageInStreams(model: unknown): boolean {
	return !withoutUsage.test(String(model));
}
