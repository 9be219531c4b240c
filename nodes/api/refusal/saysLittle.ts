/** Words that only say that something failed; those of the gateway behind are added to them. */
const littleWords =
	/^(an? |the )?(openai_error|bad_response_status_code|(internal )?(server )?error|unknown error|bad request|request failed|failed|(received )?(an )?error from .{0,40}|.{0,30}status code:? \d{3}|.{0,40}\b(provider|upstream|backend|attempt|route|fallback)s?\b.{0,30}\b(errors?|errored|failed|failure))[.!:]?$/i;
/** In characters: nobody needs more to say nothing. */
const longestLittle = 120;

/** Whether words leave it open why something failed. */
export function saysLittle(words: string): boolean {
	return words.length <= longestLittle && littleWords.test(words);
}
