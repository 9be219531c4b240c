import type { Adaptation } from '../adaptation';
import { refusalSays, notAccepted, refusalWords } from '../chat/refusalWords';
import { asObject, isObject, type JsonObject, objectsIn, without } from '../json';
import { asksForResponses, lacksResponses } from './evidence';
import { hasNoForm } from './input';
import { encryptedThoughts, toResponses } from './request';
import { hasTools } from './tools';

/** Where answers of this dialect come from. */
export const responsesPath = '/v1/responses';

/** How a resource of the other dialect is called where a request goes back to it. */
const chatPath = '/v1/chat/completions';

/**
 * The way to the other route and back. What a model takes with tools and what without are two things: OpenAI's newer ones
 * refuse only tools on the route of chats.
 */
function routeWith(tools: boolean): Adaptation[] {
	const name = tools ? 'responsesWithTools' : 'responses';
	const isOfThese = (body: JsonObject) => hasTools(body) === tools;
	return [
		{
			name,
			hint: `This gateway answers ${tools ? 'requests with tools' : 'this model'} on ${responsesPath} and not on ${chatPath}; the node asks there.`,
			applies: (body) =>
				Array.isArray(body.messages) && isOfThese(body) && !hasNoForm(body.messages),
			fits: asksForResponses,
			change: toResponses,
			path: responsesPath,
		},
		{
			name: tools ? 'chatWithTools' : 'chat',
			undoes: name,
			hint: '',
			applies: (body) => body.messages === undefined && body.input !== undefined && isOfThese(body),
			fits: lacksResponses,
			change: (body) => body,
			isWayBack: true,
		},
	];
}

/** Makes a row that leaves a member of this dialect out. */
function leavesOut(member: string, words: RegExp, hint: string): Adaptation {
	return {
		name: `no ${member}`,
		hint,
		applies: (body) => body.input !== undefined && body[member] !== undefined,
		fits: refusalSays(words, notAccepted),
		change: (body) => without(body, member),
	};
}

/** How gateways say that they cannot read thoughts: they were another account's, or another region's. */
const unreadable =
	/invalid_encrypted_content|encrypted.{0,40}(could not|cannot|n't) be (verified|decrypted|read)/i;

/** What a gateway refuses on this route although it could answer, and the request that it takes instead. */
export const responsesAdaptations: readonly Adaptation[] = [
	{
		name: 'noEncryptedThoughts',
		hint: 'The gateway cannot read the thoughts that belong to an earlier answer; the node leaves them out.',
		isOfRequest: true,
		applies: (body) => objectsIn(body.input).some(isThought),
		fits: (failure) => unreadable.test(refusalWords(failure) ?? ''),
		change: (body) => ({
			...body,
			input: objectsIn(body.input).filter((item) => !isThought(item)),
		}),
	},
	{
		name: 'noInclude',
		hint: 'This gateway does not send the thoughts of its models along; the node does not ask for them.',
		applies: ({ input, include }) =>
			input !== undefined && Array.isArray(include) && include.includes(encryptedThoughts),
		fits: refusalSays(/\binclude\b|encrypted/i, notAccepted),
		change: ({ include, ...rest }) => {
			const others = (include as unknown[]).filter((one) => one !== encryptedThoughts);
			return others.length === 0 ? rest : { ...rest, include: others };
		},
	},
	leavesOut('store', /\bstore\b/i, 'This gateway does not take "store"; the node leaves it out.'),
	leavesOut(
		'max_output_tokens',
		/\bmax_output_tokens\b/i,
		'This gateway takes no limit of tokens on this route; the node leaves Max Tokens out.',
	),
	leavesOut(
		'parallel_tool_calls',
		/\bparallel_tool_calls\b/i,
		'This model does not take parallel_tool_calls; the node leaves it out.',
	),
	{
		name: 'noSummary',
		hint: 'This gateway does not give summaries of thoughts to this key; the node does not ask for them.',
		applies: ({ input, reasoning }) =>
			input !== undefined && asObject(reasoning).summary !== undefined,
		fits: (failure) => /reasoning[. ]summar|summaries/i.test(refusalWords(failure) ?? ''),
		change: (body) => ({ ...body, reasoning: without(asObject(body.reasoning), 'summary') }),
	},
	{
		name: 'noItemIds',
		hint: 'This gateway takes no IDs of items; the node leaves them out.',
		applies: (body) => objectsIn(body.input).some(({ id }) => id !== undefined),
		fits: refusalSays(/input\[?\d*\]?\.id\b|item.{0,10}\bid\b|unknown field "?id"?/i, notAccepted),
		change: (body) => ({
			...body,
			input: objectsIn(body.input).map((item) => without(item, 'id')),
		}),
	},
	{
		name: 'instructions',
		hint: 'This gateway wants instructions; the node sends the system messages as such.',
		applies: ({ input, instructions }) => input !== undefined && instructions === undefined,
		fits: (failure) =>
			/instructions (are|is|must be) (required|set|provided)/i.test(refusalWords(failure) ?? ''),
		change: (body) => {
			const items = objectsIn(body.input);
			const system = items.filter(({ role }) => role === 'system' || role === 'developer');
			return {
				...body,
				instructions: system.map(({ content }) => String(content)).join('\n\n') || ' ',
				input: items.filter((item) => !system.includes(item)),
			};
		},
	},
];

const bothWays: readonly Adaptation[] = [...routeWith(true), ...routeWith(false)];

/** Names of those that send a request here. */
export const toResponsesNames: readonly string[] = bothWays
	.filter(({ path }) => path !== undefined)
	.map(({ name }) => name);

/**
 * The ways between the two routes, for a request that may take either.
 *
 * @param messages with what only this route has, where they have it: the other one gets them without
 */
export function routeAdaptations(messages?: readonly unknown[]): readonly Adaptation[] {
	if (messages === undefined) return bothWays;
	return bothWays.map((row) =>
		row.path === undefined
			? row
			: { ...row, change: (body: JsonObject) => row.change({ ...body, messages }) },
	);
}

function isThought(item: unknown): boolean {
	return isObject(item) && item.type === 'reasoning';
}
