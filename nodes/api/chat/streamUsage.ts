/**
 * Models whose streams are not known to carry usage. AIGC2D's page for ERNIE of August 2023
 * (aigc2d-doc.apifox.cn/api-100847234) and its page for all chat models of November 2023 (aigc2d-doc.apifox.cn)
 * document `stream`, but not `stream_options`, without which a stream in OpenAI's form carries no usage.
 */
const withoutUsage = /^ernie-/i;

/**
 * Whether streams of a model carry usage when `stream_options` asks for it. Where that is not known, answers are
 * fetched whole unless the user wants a stream, because usage on every item matters more than how an answer
 * travels; and a stream is then asked for without `stream_options`.
 */
export function tellsUsageInStreams(model: unknown): boolean {
	return !withoutUsage.test(String(model));
}
