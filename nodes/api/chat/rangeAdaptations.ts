import type { Adaptation } from '../adaptation';
import { type Range, rangeInWords } from './rangeInWords';
import { refusalWords } from './refusalWords';

/** A limit that some models have and OpenAI's do not. */
interface Limit {
	parameter: Parameter;
	end: keyof Range;
	value: number;
	/** Whether the value itself is refused, too. */
	open: boolean;
}

type Parameter = 'temperature' | 'top_p';

const parameters: Readonly<Record<Parameter, { label: string; named: RegExp }>> = {
	temperature: { label: 'temperature', named: /temperature/i },
	top_p: { label: 'Top P', named: /top[_ ]?p\b/i },
};

/** Limits known from public reports; OpenAI takes a temperature from 0 to 2 and a top_p from 0 to 1. */
const limits: readonly Limit[] = [
	// ERNIE and MiniMax: (0, 1]; GigaChat: above 0
	{ parameter: 'temperature', end: 'least', value: 0, open: true },
	// ERNIE, MiniMax, Claude, GLM, Nova
	{ parameter: 'temperature', end: 'most', value: 1, open: false },
	// GLM-4 at its beginning
	{ parameter: 'temperature', end: 'most', value: 1, open: true },
	// Mistral
	{ parameter: 'temperature', end: 'most', value: 1.5, open: false },
	// Qwen
	{ parameter: 'temperature', end: 'most', value: 2, open: true },
	// Qwen, vLLM
	{ parameter: 'top_p', end: 'least', value: 0, open: true },
	// Qwen at its beginning
	{ parameter: 'top_p', end: 'most', value: 1, open: true },
];

/** Distance to a limit that cannot be sent itself: the last digit of the fields. */
const step = 0.01;

/**
 * What is sent in place of a temperature or top_p that lies outside of the range which a refusal states:
 * the nearest value inside. If it were left out, the model's default would count, which may be far from what was set.
 */
export const rangeAdaptations: readonly Adaptation[] = limits.map(adaptationTo);

function adaptationTo({ parameter, end, value, open }: Limit): Adaptation {
	const { label, named } = parameters[parameter];
	const isMost = end === 'most';
	const nearest = open ? value + (isMost ? -step : step) : value;
	const isBeyond = (wish: number) => (wish === value ? open : isMost ? wish > value : wish < value);
	const taken = `${isMost ? (open ? 'below' : 'of at most') : 'above'} ${value}`;
	return {
		name: `${parameter} ${taken}`,
		hint: `This model takes a ${label} ${taken}; the node sends ${nearest} instead of what was set.`,
		applies: (body) => typeof body[parameter] === 'number' && isBeyond(body[parameter]),
		fits: (failure) => {
			const stated = rangeInWords(refusalWords(failure) ?? '', named)[end];
			return stated !== undefined && stated.value === value && stated.open === open;
		},
		change: (body) => ({ ...body, [parameter]: nearest }),
	};
}
