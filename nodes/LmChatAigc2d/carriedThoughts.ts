import { createHash } from 'node:crypto';
import { defined } from '../api/defined';
import { isObject, type JsonObject, tryParseJson } from '../api/json';
import { messageAsSent, type Completion } from '../api/chat/completion';
import { passBackOf, withPassBack, type PassBack } from '../api/chat/passBack';
import { toKwargs } from './carried';
import type { RecentTexts } from './recentTexts';
import type { ToolCall } from './toolCalls';

/** Where an answer came from. */
export interface Origin {
	/** Root of the gateway's address. */
	gateway: string;
	/** Name for the gateway and its key. */
	owner: string;
	model: string;
}

/** What is carried to the next turn. */
interface Kept extends PassBack {
	/** Name of the gateway and model. */
	aigc2d: string;
	/** What the model said; n8n puts words of its own in its place. */
	text: string;
}

/**
 * Carries what a gateway wants back with a call of a tool from one turn of an Agent to the next, and gives it
 * to no other gateway or model.
 */
export class CarriedThoughts {
	private readonly name: string;

	/** @param recent for messages of which n8n keeps nothing, such as calls that a human had to approve */
	constructor(
		private readonly origin: Origin,
		private readonly recent: RecentTexts,
	) {
		this.name = hash([origin.gateway, origin.model]).slice(0, 16);
	}

	/** What goes along with an answer, as `additional_kwargs` of its message. */
	keep(completion: Completion, calls: readonly ToolCall[]): JsonObject {
		const [{ text, reasoning }] = completion.choices;
		const sent = messageAsSent(completion);
		const back = calls.length === 0 ? null : passBackOf(sent, text, calls);
		if (back === null) return toKwargs(reasoning, null, []);
		const kept: Kept = { aigc2d: this.name, text, ...back };
		const carried = JSON.stringify(kept);
		for (const { id, name, input } of calls) this.recent.put(this.keyOf(id, name, input), carried);
		return toKwargs(
			reasoning,
			carried,
			calls.map(({ id }) => id),
		);
	}

	/**
	 * A message with calls as its gateway wants it back.
	 *
	 * @param came what n8n carried with it
	 */
	restore(message: JsonObject, came: string | undefined): JsonObject {
		if (!Array.isArray(message.tool_calls)) return message;
		const kept = keptIn(came ?? this.recall(message.tool_calls));
		if (kept === undefined) return message;
		const said = { ...message, content: kept.text === '' ? null : kept.text };
		return kept.aigc2d === this.name ? withPassBack(said, kept) : said;
	}

	private recall(calls: unknown[]): string | undefined {
		for (const call of calls.filter(isObject)) {
			const called = isObject(call.function) ? call.function : {};
			const key = this.keyOf(String(call.id), String(called.name), String(called.arguments));
			const found = this.recent.get(key);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	/** IDs of some gateways are short, so that the call itself is part of the key. */
	private keyOf(id: string, name: string, input: string): string {
		const { owner, model } = this.origin;
		return hash([owner, model, id, name, JSON.stringify(tryParseJson(input))]);
	}
}

function hash(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Reads what was carried; it went through n8n's database, so that nothing of its form is sure. */
function keptIn(carried: string | undefined): Kept | undefined {
	const read = carried === undefined ? undefined : tryParseJson(carried);
	if (!isObject(read) || typeof read.aigc2d !== 'string') return undefined;
	return {
		aigc2d: read.aigc2d,
		text: typeof read.text === 'string' ? read.text : '',
		...defined({ content: read.content }),
		message: isObject(read.message) ? read.message : {},
		calls: Array.isArray(read.calls) ? read.calls.filter(isObject) : [],
	};
}
