import { isObject, type JsonObject, textOf, without } from '../json';
import { withoutThoughts } from './passBack';

/**
 * Members of an answer's message that say something about it, and that strict gateways refuse in a request: sources
 * (OpenAI `annotations`, Perplexity, xAI), what SDKs add (`parsed`), what belongs to the choice around it.
 */
const aboutAnswer =
	/annotation|citation|grounding|search_results|^(sources|references|related_questions|parsed|logprobs|finish_reason|stop_reason|index|usage|images|token_ids|provider)$/i;

/**
 * A message of a conversation as a request may hold it. One that comes back from an answer has members that no request
 * has, and that strict gateways refuse (400): nulls for what it does not have, sources, data of a sound, the number of
 * a call. Thoughts stay where they go along with calls, because some gateways want them back with the results.
 */
export function returnedMessage(message: JsonObject): JsonObject {
	const given = withoutNulls(message);
	if (given.role !== 'assistant') return given;
	const { refusal, audio, tool_calls, ...rest } = without(
		given,
		...Object.keys(given).filter((name) => aboutAnswer.test(name)),
	);
	const calls = Array.isArray(tool_calls) ? tool_calls.map(returnedCall) : [];
	if (calls.length > 0) return { ...rest, tool_calls: calls };
	if (isObject(rest.function_call)) return rest;
	// One that the model is to go on with was begun on purpose, thoughts included.
	const isBegun = rest.prefix === true || rest.partial === true;
	const said = isBegun ? rest : withoutThoughts(rest);
	const content = contentOf(said.content);
	const sound = isObject(audio) ? audio : {};
	const id = textOf(sound.id);
	// What was said aloud is known to the gateway by its ID.
	if (content === '' && id !== null) return { ...without(said, 'content'), audio: { id } };
	const words = textOf(refusal) ?? textOf(sound.transcript) ?? '';
	return { ...said, content: content === '' ? words : content };
}

/** A call of a tool as a request may hold it: its number belongs to streams. */
export function returnedCall(call: unknown): unknown {
	if (!isObject(call)) return call;
	const rest = without(withoutNulls(call), 'index');
	if (!isObject(call.function)) return rest;
	return { type: 'function', ...rest, function: withoutNulls(call.function) };
}

/** The content without parts that are thoughts; the empty text for none. */
function contentOf(content: unknown): unknown {
	if (content === undefined || content === null) return '';
	if (!Array.isArray(content) || !content.some(isThought)) return content;
	const said = content.filter((part) => !isThought(part));
	const texts = said.map((part: unknown) => (isObject(part) ? part.text : part));
	return texts.every((text) => typeof text === 'string') ? texts.join('') : said;
}

/** A thought among the parts of a content (Mistral). One that is signed goes back as it is (Claude). */
function isThought(part: unknown): boolean {
	const isOne = isObject(part) && /^(think|thought|reason)/i.test(String(part.type));
	return isOne && part.signature === undefined;
}

/** Members that are null stand for what there is not; the content of a call is null where it has no text. */
function withoutNulls(object: JsonObject): JsonObject {
	const entries = Object.entries(object).filter(
		([name, value]) => value !== undefined && (value !== null || name === 'content'),
	);
	return Object.fromEntries(entries);
}
