/** What the rule for Agents answers: the last message of the user is its script. No model, and no judgement. */
import { invalidField } from '../errors.mjs';
import { isObject } from '../isObject.mjs';

/** The names that the rule is served under: on both routes, with tools only on /v1/responses, and only there. */
export const agentModels = ['rule-agent', 'rule-agent-new', 'rule-agent-pro'];

/**
 * @typedef {object} Answer
 * @property {string} text
 * @property {{ name: string, arguments: string }[]} calls of tools
 */

/**
 * Lines of the script: `call NAME {"JSON": 1}` calls a tool, several call several at once; `say TEXT` says it; `first`
 * says what the user said first. Once the tools have answered, their words are the answer. Anything else is said back.
 *
 * @param {Record<string, any>} sent the request
 * @returns {Answer}
 * @throws {import('../errors.mjs').ApiError} 400
 */
export function playScript({ messages, tools = [] }) {
	if (!Array.isArray(messages) || !messages.every(isObject))
		throw invalidField('messages', "Invalid 'messages': expected an array of objects.");
	const last = messages.findLastIndex(({ role }) => role === 'user');
	if (last < 0)
		throw invalidField('messages', "Invalid 'messages': the rule needs a message of the user.");
	const results = messages.slice(last).filter(({ role }) => role === 'tool');
	if (results.length > 0) {
		checkCalls(messages.slice(last));
		return { text: `The tools said: ${results.map(textOf).join(' and ')}`, calls: [] };
	}
	const lines = textOf(messages[last]).split('\n');
	const calls = lines.flatMap((line) => readCall(line, tools));
	if (calls.length > 0) return { text: '', calls };
	if (lines.some((line) => line.trim() === 'first')) {
		return { text: textOf(messages.find(({ role }) => role === 'user')), calls: [] };
	}
	const said = lines.find((line) => line.startsWith('say '));
	return { text: said ? said.slice(4) : `You said: ${lines.join(' ')}`, calls: [] };
}

function readCall(line, tools) {
	const [, name, given] = /^call ([\w-]+) (\{.*\})\s*$/.exec(line) ?? [];
	if (name === undefined) return [];
	const known = tools.map((tool) => tool.function?.name);
	if (!known.includes(name))
		throw invalidField('tools', `The script calls '${name}', but there are: ${known.join(', ')}.`);
	return [{ name, arguments: given }];
}

/** Real gateways refuse a result whose call is not in the conversation. */
function checkCalls(messages) {
	const calls = messages.flatMap(({ tool_calls: made = [] }) => made.map(({ id }) => id));
	const stray = messages.find(
		({ role, tool_call_id: id }) => role === 'tool' && !calls.includes(id),
	);
	if (stray)
		throw invalidField('messages', `There is no call '${stray.tool_call_id}' before its result.`);
}

function textOf({ content }) {
	if (typeof content === 'string') return content;
	return Array.isArray(content) ? content.map(({ text = '' }) => text).join('') : '';
}
