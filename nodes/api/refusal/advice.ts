/** Advice where all that is sent, or that and the answer, is too long. */
export const tooLong =
	'Shorten the messages or lower Max Tokens: together they must fit into the model.';
/** Advice where the gateway does not offer the model. */
export const unknownModel = 'Pick another model: the gateway does not offer this one.';

/** Advice that fits words better than that of their kind. */
const advices: ReadonlyArray<{ about: RegExp; advice: string }> = [
	{
		about:
			/context[_ ](length|size|window)|maximum (\w+ )?(context|prompt|input)|prompt is too long|reduce the length of|(prompt|input|message)s? .{0,40}(longer|larger) than|maximum model length|input (is )?too long|input length|input token count|exceed_context_size|too many (input )?tokens|string_above_max_length|上下文.{0,6}(过长|超)|输入.{0,6}(过长|超)/i,
		advice: tooLong,
	},
	{
		about: /model_not_found|model .* does not exist|no available channel|无可用渠道/i,
		advice: unknownModel,
	},
];

/** What to do about statuses that do not come from the gateway itself. */
const byStatus: { readonly [status: number]: string } = {
	407: 'A proxy between this n8n and the gateway wants a user name and a password: set them in HTTPS_PROXY of this n8n.',
	413: 'The request is too large for the gateway: send a shorter text, or fewer or smaller files.',
};

/** Advice for a failure; undefined: that of its kind. */
export function adviceFor(status: number, codes: string, words: string): string | undefined {
	const said = `${codes} ${words}`;
	return byStatus[status] ?? advices.find(({ about }) => about.test(said))?.advice;
}
