import { isObject, type JsonObject, objectsIn, without } from '../json';

/** For how long a gateway should keep what it has read of a conversation. */
export type PromptCaching = 'off' | '5m' | '1h';

/** Whether a model has to be asked for it: others do it by themselves. */
export function wantsCacheMarks(model: unknown): boolean {
	return /claude/i.test(String(model));
}

/**
 * A conversation with the marks up to which Claude keeps it: behind the instructions, which all items share, and behind
 * the last message of the user, for the next turn. Whoever has set marks of his own gets no others, since there can be
 * four at most. Both of Claude's dialects have them on their parts: its own, and Chat Completions of LiteLLM, OpenRouter
 * and others.
 */
export function withCacheMarks(body: JsonObject, caching: PromptCaching): JsonObject {
	const messages = objectsIn(body.messages);
	if (caching === 'off' || hasCacheMark(body) || hasOwn(body)) return body;
	// Without a time it is five minutes, also for gateways that know no other.
	const cache_control = { type: 'ephemeral', ...(caching === '1h' ? { ttl: caching } : {}) };
	const last = [/^(system|developer)$/, /^user$/].map((roles) =>
		messages.map(({ role }) => roles.test(String(role))).lastIndexOf(true),
	);
	return {
		...body,
		...(body.system === undefined ? {} : { system: marked(body.system, cache_control) }),
		messages: messages.map((message, position) =>
			last.includes(position)
				? { ...message, content: marked(message.content, cache_control) }
				: message,
		),
	};
}

/** Whether a conversation has such a mark. */
export function hasCacheMark({ system, messages }: JsonObject): boolean {
	const contents = [system, ...objectsIn(messages).map(({ content }) => content)];
	return contents.some((content) =>
		objectsIn(content).some(({ cache_control }) => cache_control !== undefined),
	);
}

/** The same conversation with every mark changed; undefined takes it away. */
export function changeCacheMarks(
	body: JsonObject,
	change: (mark: JsonObject) => JsonObject | undefined,
): JsonObject {
	const changed = (content: unknown): unknown => {
		if (!Array.isArray(content)) return content;
		const parts = content.map((part: unknown) => {
			if (!isObject(part) || !isObject(part.cache_control)) return part;
			const mark = change(part.cache_control);
			const rest = without(part, 'cache_control');
			return mark === undefined ? rest : { ...rest, cache_control: mark };
		});
		const [only, ...others] = parts;
		// It was a text before it was marked, and some gateways take nothing else.
		const isText = isObject(only) && Object.keys(only).length === 2 && only.type === 'text';
		return isText && others.length === 0 ? only.text : parts;
	};
	const { system } = body;
	return {
		...body,
		...(system === undefined ? {} : { system: changed(system) }),
		messages: objectsIn(body.messages).map((message) => ({
			...message,
			content: changed(message.content),
		})),
	};
}

/** Marks that a user has set outside of the messages. */
function hasOwn({ cache_control, tools }: JsonObject): boolean {
	return cache_control !== undefined || objectsIn(tools).some((tool) => 'cache_control' in tool);
}

/** The content with a mark on its last part; thoughts and empty texts cannot have one. */
function marked(content: unknown, cache_control: JsonObject): unknown {
	if (typeof content === 'string')
		return content === '' ? content : [{ type: 'text', text: content, cache_control }];
	if (!Array.isArray(content)) return content;
	const parts: unknown[] = content;
	const last = parts.map(canBeMarked).lastIndexOf(true);
	return parts.map((part, position) =>
		position === last ? { ...(part as JsonObject), cache_control } : part,
	);
}

function canBeMarked(part: unknown): boolean {
	return isObject(part) && !/thinking$/.test(String(part.type)) && part.text !== '';
}
