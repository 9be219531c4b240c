import type { JsonObject } from '../../nodes/api/json';
import type { Request } from '../../nodes/api/call';
import { Failed, failure } from '../../nodes/api/failure';
import type { Answer } from '../../nodes/delivery/transport';
import { bytesOf, type VirtualClock } from './virtual';

/** Chance, from 0 up to 1. */
export type Random = () => number;

/** A way to answer; `used` is what it costs, and `told` whether the answer says so. */
type Way = (asked: Asked, used: Used, random: Random) => { answer: Answer; told: boolean };

interface Asked {
	isStream: boolean;
	/** The most tokens that it may use. */
	most: number;
}

interface Used {
	prompt: number;
	answer: number;
}

const head = (isStream: boolean) => ({
	status: 200,
	headers: { 'content-type': isStream ? 'text/event-stream' : 'application/json' },
});

function bodyOf(usage: unknown, isCut: boolean): JsonObject {
	const choice = { index: 0, finish_reason: isCut ? 'length' : 'stop' };
	return {
		id: 'x',
		choices: [{ ...choice, message: { role: 'assistant', content: 'Some' } }],
		usage,
	};
}

async function* events(chunks: unknown[], isWhole: boolean): AsyncGenerator<Uint8Array> {
	for (const chunk of [...chunks, ...(isWhole ? ['[DONE]'] : [])]) {
		const text = typeof chunk === 'string' ? chunk : JSON.stringify(chunk);
		yield* bytesOf(`data: ${text}\n\n`);
	}
	if (!isWhole) throw new Failed(failure('network', { code: 'ECONNRESET', phase: 'sent' }));
}

function given(call: Asked, usage: unknown, isCut: boolean): Answer {
	const whole = bodyOf(usage, isCut);
	if (!call.isStream) return { ...head(false), body: bytesOf(JSON.stringify(whole)) };
	const finish_reason = isCut ? 'length' : 'stop';
	const chunks = [
		{ choices: [{ index: 0, delta: { role: 'assistant', content: 'Some' } }] },
		{ choices: [{ index: 0, delta: {}, finish_reason }], ...(usage ? { usage } : {}) },
	];
	return { ...head(true), body: events(chunks, true) };
}

const refusal = (status: number, message: string): Answer => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: bytesOf(JSON.stringify({ error: { message } })),
});

/** Usages that tell everything, as gateways write them. */
const usages: ReadonlyArray<(used: Used) => JsonObject> = [
	({ prompt, answer }) => ({ prompt_tokens: prompt, completion_tokens: answer }),
	({ prompt, answer }) => ({ prompt_tokens: `${prompt}`, completion_tokens: `${answer}` }),
	({ prompt, answer }) => ({ total_tokens: prompt + answer }),
	// Thoughts are in the total alone.
	({ prompt, answer }) => ({
		prompt_tokens: prompt,
		completion_tokens: 1,
		total_tokens: prompt + answer,
	}),
];
/** Usages that tell nothing, or not everything. */
const oddUsages: ReadonlyArray<(used: Used) => unknown> = [
	() => null,
	() => ({ prompt_tokens: -1, completion_tokens: -1 }),
	() => ({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }),
	({ prompt }) => ({ prompt_tokens: prompt }),
	() => ({ seconds: 3 }),
];

const pick = <T>(list: readonly T[], random: Random): T =>
	list[Math.floor(random() * list.length)] as T;

const ways: ReadonlyArray<[weight: number, way: Way]> = [
	[
		8,
		(call, used, random) => ({
			answer: given(call, pick(usages, random)(used), random() < 0.3),
			told: true,
		}),
	],
	[
		2,
		(call, used, random) => ({
			answer: given(call, pick(oddUsages, random)(used), random() < 0.3),
			told: false,
		}),
	],
	// Cut in the middle, with the usage so far.
	[
		2,
		(_call, { prompt }) => {
			const usage = { prompt_tokens: prompt, completion_tokens: 1 };
			const chunk = { choices: [{ index: 0, delta: { content: 'Some' } }], usage };
			return { answer: { ...head(true), body: events([chunk], false) }, told: false };
		},
	],
];

/**
 * A gateway of chat on a virtual clock that keeps Max Tokens and does everything else that gateways do: refusals,
 * outages, answers cut or lost, usage told oddly or not at all, members that it does not take.
 */
export class BudgetServer {
	/** Tokens that were really used. */
	real = 0;
	/** The same, by what costs differently. */
	readonly parts = { prompt: 0, answer: 0 };
	/** The same, with the most that it may be where it was not told. */
	known = 0;
	requests = 0;

	/** @param most the most tokens of a body, as the test reckons it */
	constructor(
		private readonly clock: () => VirtualClock,
		private readonly random: Random,
		private readonly mostOf: (body: JsonObject) => { prompt: number; answer: number },
		private readonly trouble: number,
	) {}

	readonly respond = async ({ body = {} }: Request): Promise<Answer> => {
		this.requests++;
		const { random } = this;
		const most = this.mostOf(body);
		const used = {
			prompt: Math.ceil(most.prompt * (0.2 + 0.8 * random())),
			answer: Math.ceil(most.answer * (random() < 0.3 ? 1 : random())),
		};
		const refused = this.refusalOf(body);
		await this.pass(refused ? 10 : 20 + random() * 3_000);
		if (refused) return refused;
		if (random() < this.trouble) return this.inTrouble(used, most.prompt + most.answer);
		const total = ways.reduce((sum, [weight]) => sum + weight, 0);
		let at = random() * total;
		const [, way] = ways.find(([weight]) => (at -= weight) < 0) ?? ways[0]!;
		const call = { isStream: body.stream === true, most: most.prompt + most.answer };
		const { answer, told } = way(call, used, random);
		this.charge(used, told ? undefined : call.most);
		return answer;
	};

	private inTrouble(used: Used, most: number): Answer {
		const { random } = this;
		const status = pick([429, 429, 500, 503, 0, 1], random);
		if (status > 1) return refusal(status, 'Not now');
		if (status === 0)
			throw new Failed(failure('network', { code: 'ECONNREFUSED', phase: 'connecting' }));
		// It was answered, and the answer was lost.
		this.charge(used, most);
		throw new Failed(failure('network', { code: 'ECONNRESET', phase: 'sent' }));
	}

	private refusalOf(body: JsonObject): Answer | undefined {
		const { model } = body;
		if (model === 'renames' && body.max_tokens !== undefined)
			return refusal(400, "Unsupported parameter: 'max_tokens' is not supported with this model.");
		if (model === 'grows' && body.response_format !== undefined && this.random() < 0.7)
			return refusal(400, 'response_format is not supported by this model');
		return undefined;
	}

	private charge({ prompt, answer }: Used, known = prompt + answer): void {
		this.real += prompt + answer;
		this.parts.prompt += prompt;
		this.parts.answer += answer;
		this.known += known;
	}

	private async pass(milliseconds: number): Promise<void> {
		await new Promise<void>((resolve) => this.clock().after(milliseconds, resolve));
	}
}
