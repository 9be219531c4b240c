import type { Responder } from '../gateway';
import { sendJson } from '../gateway';
import { beginStream, event } from '../stream';

type Json = { [name: string]: unknown };

/** A call that the model makes. */
export interface ScriptedCall {
	name: string;
	arguments: Json;
}

/**
 * A server whose model refuses tools on Chat Completions, calls tools on /v1/responses, and refuses what OpenAI refuses
 * there: a call without the thought that belongs before it, a thought without its calls, a call without its result, a
 * result without its call, an ID of a call that is too long, a tool that is not flat, thoughts of another account.
 *
 * @param turns what it calls after each question, turn by turn, before it answers with the results
 */
export function strictResponses(turns: ReadonlyArray<readonly ScriptedCall[]>): Responder {
	let answers = 0;
	return ({ path, body }, response) => {
		const { stream, tools = [], input = [], store } = body as Asked;
		if (path !== '/v1/responses')
			return tools.length > 0
				? refuse(
						response,
						`Function tools with reasoning_effort are not supported for m in ${path}. Please use /v1/responses instead.`,
					)
				: refuse(response, `Not tried here: ${path}`);
		const wrong =
			store === false ? (toolFault(tools) ?? faultIn(input)) : 'Store must be set to false';
		if (wrong !== undefined) return refuse(response, wrong);
		const asked = input.slice(input.map(({ role }) => role).lastIndexOf('user') + 1);
		const called = asked.filter(({ type }) => type === 'function_call').length;
		const turn = turns.findIndex((_, at) => callsBefore(turns, at) === called);
		const results = asked.filter(({ type }) => type === 'function_call_output');
		if (turn < 0 && called !== callsBefore(turns, turns.length))
			return refuse(response, `Of the calls of a turn only some came back: ${called}`);
		const output =
			turn < 0
				? [message(`Done after ${turns.length}: ${results.map((one) => one.output).join(', ')}`)]
				: calls(answers, turns[turn] ?? []);
		const whole = {
			id: `resp_${answers++}`,
			object: 'response',
			status: 'completed',
			model: 'm',
			output,
			usage,
		};
		return stream === true ? sendEvents(response, whole) : sendJson(response, whole);
	};
}

interface Asked {
	stream?: boolean;
	store?: boolean;
	tools?: Json[];
	input?: Json[];
}

function callsBefore(turns: ReadonlyArray<readonly ScriptedCall[]>, turn: number): number {
	return turns.slice(0, turn).flat().length;
}

const usage = { input_tokens: 9, output_tokens: 3, total_tokens: 12 };

/** The thought that belongs before the calls of a turn. */
const sealed = (turn: number) => `sealed ${turn} ${'x'.repeat(50)}`;

function calls(turn: number, scripted: readonly ScriptedCall[]): Json[] {
	return [
		{
			id: `rs_${turn}`,
			type: 'reasoning',
			summary: [{ type: 'summary_text', text: `Think ${turn}` }],
			encrypted_content: sealed(turn),
		},
		...scripted.map(({ name, arguments: given }, number) => ({
			id: `fc_${turn}_${number}`,
			type: 'function_call',
			status: 'completed',
			call_id: `call_${turn}_${number}`,
			name,
			arguments: JSON.stringify(given),
		})),
	];
}

const message = (text: string): Json => ({
	id: 'msg_1',
	type: 'message',
	status: 'completed',
	role: 'assistant',
	content: [{ type: 'output_text', text, annotations: [] }],
});

function toolFault(tools: readonly Json[]): string | undefined {
	const at = tools.findIndex(({ name }) => typeof name !== 'string');
	return at < 0 ? undefined : `Missing required parameter: 'tools[${at}].name'.`;
}

/** Why OpenAI would refuse the items; undefined where it would not. */
function faultIn(input: readonly Json[]): string | undefined {
	const open = new Set<unknown>();
	const thoughts = new Set<unknown>();
	let thought: string | undefined;
	for (const [at, item] of input.entries()) {
		const { type, call_id, id, encrypted_content } = item;
		if (type === 'reasoning') {
			if (thoughts.has(id)) return `Duplicate item found with id ${String(id)}.`;
			thoughts.add(id);
			if (!/^(function_call|reasoning)$/.test(String(input[at + 1]?.type)))
				return `Item '${String(id)}' of type 'reasoning' was provided without its required following item.`;
			if (typeof encrypted_content !== 'string') return `Item with id '${String(id)}' not found.`;
			if (!/^sealed \d/.test(encrypted_content))
				return 'The encrypted content could not be verified. invalid_encrypted_content';
			thought = encrypted_content;
		} else if (type === 'function_call') {
			const turn = Number(String(call_id).split('_')[1]);
			if (id !== undefined)
				return `Item '${String(id)}' of type 'function_call' was provided with an id`;
			if (thought !== sealed(turn))
				return `Item of type 'function_call' ${String(call_id)} was provided without its required 'reasoning' item`;
			if (String(call_id).length > 64) return 'string_above_max_length: call_id';
			open.add(call_id);
		} else if (type === 'function_call_output') {
			if (!open.delete(call_id))
				return `No tool call found for function call output with call_id ${String(call_id)}.`;
		} else if (type === undefined || type === 'message') thought = undefined;
		else return `Unknown item ${String(type)}`;
	}
	const [missing] = open;
	return missing === undefined
		? undefined
		: `No tool output found for function call ${String(missing)}.`;
}

function refuse(response: Parameters<Responder>[1], words: string): void {
	sendJson(
		response,
		{ error: { message: words, type: 'invalid_request_error', param: 'input', code: null } },
		400,
	);
}

function sendEvents(
	response: Parameters<Responder>[1],
	{ output, ...rest }: Json & { output: Json[] },
): void {
	beginStream(response);
	const send = (type: string, more: Json) =>
		void response.write(event({ type: `response.${type}`, ...more }));
	send('created', { response: { ...rest, status: 'in_progress', output: [], usage: null } });
	output.forEach((item, output_index) => {
		send('output_item.added', {
			output_index,
			item: { ...item, arguments: '', content: [], summary: [], encrypted_content: undefined },
		});
		const { arguments: given, content } = item;
		if (typeof given === 'string')
			for (const delta of given) send('function_call_arguments.delta', { output_index, delta });
		if (Array.isArray(content))
			for (const delta of String((content[0] as Json).text))
				send('output_text.delta', { output_index, content_index: 0, delta });
		send('output_item.done', { output_index, item });
	});
	send('completed', { response: { ...rest, output } });
	response.end();
}
