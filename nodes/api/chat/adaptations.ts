import type { Adaptation } from '../adaptation';
import type { Failure } from '../failure';
import { cacheAdaptations } from '../claude/cacheAdaptations';
import { type JsonObject, without } from '../json';
import { noThoughts } from './noThoughts';
import { rangeAdaptations } from './rangeAdaptations';
import { notAccepted, refusalSays } from './refusalWords';
import { requiredMode } from './streamWords';

/** How models say that they take one of two parameters. */
const oneOfTwo =
	/\bboth\b|\bonly (use |set |specify )?one|\bone of\b|mutually exclusive|not .{0,20}together|同时|二选一/i;

/** Makes an adaptation's test: the words name the parameter and say that it is not wanted. */
function refuses(parameter: RegExp): Adaptation['fits'] {
	return refusalSays(parameter, notAccepted);
}

/** Makes an adaptation's test: the words say in which way the model answers. */
function asksFor(way: 'stream' | 'whole'): Adaptation['fits'] {
	return ({ kind, status, message, code }: Failure) => {
		const isRefusal = ['badRequest', 'notFound', 'server'].includes(kind) || status === 403;
		return isRefusal && requiredMode(`${message}. ${code?.replaceAll('_', ' ') ?? ''}`) === way;
	};
}

function renameMember(body: JsonObject, from: string, to: string): JsonObject {
	const entries = Object.entries(body).map(([name, value]) => [name === from ? to : name, value]);
	return Object.fromEntries(entries) as JsonObject;
}

/**
 * Asks for a stream where a model gives nothing else (Qwen's thinking models do).
 *
 * @param more what goes with it, so that the stream tells its usage
 */
function streamAdaptation(more: JsonObject): Adaptation {
	return {
		name: 'stream',
		undoes: 'noStream',
		hint: 'This model answers only as a stream; the node asks for one.',
		applies: (body) => body.stream !== true,
		fits: asksFor('stream'),
		change: (body) => ({ ...body, stream: true, ...more }),
	};
}

/** How models say that they take nothing but the default of a parameter: Claude, while it thinks. */
const onlyDefault =
	/only be (set to )?1\b|must be (set to )?1\b|\bunset\b|not be (set|specified|changed)|(think|reason)ing is (enabled|on)\b/i;

/** Leaves out how a model should choose its words, where it does not let itself be told. */
function leavesOut(name: string, member: string, label: string, named: RegExp): Adaptation {
	return {
		name,
		hint: `This model does not take a ${label}; the node leaves it out.`,
		applies: (body) => body[member] !== undefined,
		fits: (why) => refuses(named)(why) || refusalSays(named, onlyDefault)(why),
		change: (body) => without(body, member),
	};
}

const noTemperature = leavesOut('noTemperature', 'temperature', 'temperature', /\btemperature\b/i);
const noTopP = leavesOut('noTopP', 'top_p', 'Top P', /\btop[_ ]?p\b/i);
const noTopK = leavesOut('noTopK', 'top_k', 'Top K', /\btop[_ ]?k\b/i);

/**
 * Claude since 4.1 takes one of the two. The temperature stays: it is what most people set on purpose.
 */
const notBoth: Adaptation = {
	name: 'notBoth',
	hint: 'This model takes a temperature or Top P, and not both; the node sends the temperature.',
	applies: (body) => body.temperature !== undefined && body.top_p !== undefined,
	fits: refusalSays(/\btemperature\b/i, /\btop[_ ]?p\b/i, oneOfTwo),
	change: (body) => without(body, 'top_p'),
};

const noStream: Adaptation = {
	name: 'noStream',
	undoes: 'stream',
	hint: 'This gateway does not stream complete answers of this model with their usage; the node asks for whole answers.',
	applies: (body) => body.stream === true,
	fits: asksFor('whole'),
	change: (body) => without(body, 'stream', 'stream_options'),
};

/**
 * What a gateway refuses although it could answer, and the request that it takes instead. Rows are
 * tried, and made, from top to bottom.
 */
export const chatAdaptations: readonly Adaptation[] = [
	{
		name: 'maxCompletionTokens',
		undoes: 'maxTokens',
		hint: 'This model takes the limit of tokens as max_completion_tokens; the node sends it so.',
		applies: (body) => body.max_tokens !== undefined,
		fits: refuses(/\bmax_tokens\b/i),
		change: (body) => renameMember(body, 'max_tokens', 'max_completion_tokens'),
	},
	{
		name: 'maxTokens',
		undoes: 'maxCompletionTokens',
		hint: 'This gateway takes the limit of tokens as max_tokens; the node sends it so.',
		applies: (body) => body.max_completion_tokens !== undefined,
		fits: refuses(/\bmax_completion_tokens\b/i),
		change: (body) => renameMember(body, 'max_completion_tokens', 'max_tokens'),
	},
	...cacheAdaptations,
	notBoth,
	...rangeAdaptations,
	noTemperature,
	noTopP,
	noTopK,
	streamAdaptation({ stream_options: { include_usage: true } }),
	noThoughts,
	{
		name: 'noStreamOptions',
		hint: 'This gateway does not take stream_options; the node leaves them out.',
		applies: (body) => body.stream_options !== undefined,
		fits: refuses(/\bstream[_ ]options\b|\binclude_usage\b/i),
		change: (body) => without(body, 'stream_options'),
	},
	noStream,
];

/** Those of routes whose streams tell their usage unasked: Claude's own, and /v1/responses. */
export const sharedAdaptations: readonly Adaptation[] = [
	...cacheAdaptations,
	notBoth,
	...rangeAdaptations,
	noTemperature,
	noTopP,
	noTopK,
	streamAdaptation({}),
	noStream,
];
