import type { JsonObject } from '../../../nodes/api/json';
import { answerClaude, claudeAnswer } from '../claude';
import { completion, sendJson, type Received, type Responder } from '../gateway';
import { answer } from '../stream';

/** A call that the model makes. */
export interface ScriptedCall {
	name: string;
	/** A text is sent as it is, whether it is JSON or not. */
	arguments: JsonObject | string;
	/** As the gateway sends it; one of its own unless told. */
	id?: string | null;
}

/** What the model does after each question: calls, turn by turn, before it answers. */
export type Script = (request: Received) => ReadonlyArray<readonly ScriptedCall[]>;

/** A model in the middle of its turns. */
interface Asked {
	calls: readonly ScriptedCall[];
	turn: number;
	/** What the tools have given so far. */
	results: string[];
}

/**
 * A gateway whose model calls tools as the script says, and then answers with what they gave. On Chat Completions and on
 * Claude's Messages, whole or streamed. Like strict gateways it refuses calls without a result, results without a call,
 * and calls that come back without the thought that belongs to them.
 */
export class ToolModel {
	/** What all its answers used. */
	readonly used = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
	/** What is said beside the calls. */
	readonly beside: string;

	constructor(
		private readonly script: Script,
		{ beside = '' }: { beside?: string } = {},
	) {
		this.beside = beside;
	}

	readonly respond: Responder = (request, response) => {
		const isClaude = request.path.endsWith('/messages');
		const asked = isClaude ? this.askedClaude(request) : this.askedChat(request);
		if (typeof asked === 'string')
			return sendJson(response, { error: { message: asked, type: 'invalid_request_error' } }, 400);
		const usage = this.use(10 * (asked.turn + 1), 5);
		const mayCall = !isNone(request.body.tool_choice);
		const calls = mayCall ? asked.calls : [];
		const text = calls.length > 0 ? this.beside : `Done: ${asked.results.join(' | ')}`;
		if (isClaude) {
			const content = [...(calls.length > 0 ? [thinking(asked.turn)] : []), ...said(text)];
			return answerClaude(
				request,
				response,
				claudeAnswer([...content, ...calls.map((call, at) => toolUse(call, asked.turn, at))], {
					stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn',
					usage: { input_tokens: usage.prompt_tokens, output_tokens: usage.completion_tokens },
				}),
			);
		}
		const message = {
			role: 'assistant',
			content: text === '' ? null : text,
			...(calls.length > 0
				? {
						reasoning_content: thought(asked.turn),
						tool_calls: calls.map((call, at) => chatCallOf(call, asked.turn, at)),
					}
				: {}),
		};
		const finish_reason = calls.length > 0 ? 'tool_calls' : 'stop';
		answer(
			request,
			response,
			completion('', { choices: [{ index: 0, message, finish_reason }], usage }),
		);
	};

	private use(prompt_tokens: number, completion_tokens: number) {
		const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
		this.used.prompt_tokens += prompt_tokens;
		this.used.completion_tokens += completion_tokens;
		this.used.total_tokens += usage.total_tokens;
		return usage;
	}

	private askedChat(request: Received): Asked | string {
		const messages = request.body.messages as JsonObject[];
		const called = messages.filter(({ tool_calls }) => tool_calls !== undefined);
		for (const [turn, { reasoning_content }] of called.entries())
			if (reasoning_content !== thought(turn)) return `Missing reasoning_content of turn ${turn}`;
		const ids = called.flatMap(({ tool_calls }) => (tool_calls as JsonObject[]).map(({ id }) => id));
		const results = messages.filter(({ role }) => role === 'tool');
		const given = results.map(({ tool_call_id }) => tool_call_id);
		if (JSON.stringify(ids) !== JSON.stringify(given))
			return `Results of ${JSON.stringify(given)} for calls ${JSON.stringify(ids)}`;
		if (new Set(ids).size < ids.length) return 'Two calls of one ID';
		return this.asked(request, called.length, results.map(({ content }) => String(content)));
	}

	private askedClaude(request: Received): Asked | string {
		const messages = request.body.messages as JsonObject[];
		const blocks = (role: string, type: string) =>
			messages
				.filter((message) => message.role === role && Array.isArray(message.content))
				.map(({ content }) => (content as JsonObject[]).filter((block) => block.type === type))
				.filter((found) => found.length > 0);
		const called = blocks('assistant', 'tool_use');
		const thoughts = blocks('assistant', 'thinking').flat();
		for (let turn = 0; turn < called.length; turn++)
			if (thoughts[turn]?.signature !== `signed ${turn}`) return `Missing thinking of turn ${turn}`;
		const results = blocks('user', 'tool_result').flat();
		const given = results.map(({ tool_use_id }) => tool_use_id);
		const ids = called.flat().map(({ id }) => id);
		if (JSON.stringify(ids) !== JSON.stringify(given)) return 'tool_use without tool_result';
		return this.asked(request, called.length, results.map(({ content }) => String(content)));
	}

	private asked(request: Received, turn: number, results: string[]): Asked {
		return { calls: this.script(request)[turn] ?? [], turn, results };
	}
}

function isNone(choice: unknown): boolean {
	return choice === 'none' || (choice as JsonObject | undefined)?.type === 'none';
}

const thought = (turn: number) => `Think ${turn}`;

function chatCallOf({ name, arguments: given, id }: ScriptedCall, turn: number, at: number) {
	return {
		id: id === undefined ? `call_${turn}_${at}` : id,
		type: 'function',
		function: { name, arguments: typeof given === 'string' ? given : JSON.stringify(given) },
	};
}

function thinking(turn: number): JsonObject {
	return { type: 'thinking', thinking: thought(turn), signature: `signed ${turn}` };
}

function said(text: string): JsonObject[] {
	return text === '' ? [] : [{ type: 'text', text }];
}

function toolUse({ name, arguments: given }: ScriptedCall, turn: number, at: number): JsonObject {
	return { type: 'tool_use', id: `toolu_${turn}_${at}`, name, input: given };
}
