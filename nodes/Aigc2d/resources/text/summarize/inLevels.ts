import type { JsonObject } from '../../../../api/json';
import type { Completion } from '../../../../api/chat/completion';
import { Failed, failure } from '../../../../api/failure';
import { cutText, pack } from '../cut';
import { ask, emptyAnswer, type AskOptions, type AskContext } from '../ask';
import { UsageSum } from '../usageSum';
import { mapParts } from './mapParts';
import { instructionsFor, type SourceKind, type SummaryStyle } from './style';

/** Most parts that are on their way at the same time; the lane may let fewer go. */
const atOnce = 64;

/** A summary, and what it took. */
export interface Summary {
	text: string;
	model: unknown;
	/** Token usage of all requests, or null when one of them had none. */
	usage: JsonObject | null;
	/** Parts that the text was cut into. */
	chunks: number;
	/** Levels of requests: 1 for a text that fits into one. */
	levels: number;
}

/** What all requests of one summary share. */
export interface SummaryContext {
	asking: AskOptions;
	style: SummaryStyle;
	/** Most tokens of text in one request, estimated. */
	chunkTokens: number;
	context: AskContext;
}

/**
 * Summarizes texts of any length: what fits into one request at once; otherwise part by part, and then the
 * summaries of the parts, level by level, until they fit.
 *
 * @throws Failed; with the summaries so far and the usage of all requests, when there are any
 */
export async function summarizeInLevels(
	texts: readonly string[],
	{ asking, style, chunkTokens, context }: SummaryContext,
): Promise<Summary> {
	const usageSum = new UsageSum();
	let done: string[] = [];

	const summarize = async (text: string, source: SourceKind): Promise<Completion> => {
		const messages = [
			{ role: 'system', content: instructionsFor(style, source) },
			{ role: 'user', content: text },
		];
		const completion = await ask(asking, { messages }, context);
		if (completion.choices[0].text.trim() === '') throw emptyAnswer(completion, 'summary');
		usageSum.add(completion);
		return completion;
	};
	const last = async (text: string, material: SourceKind, chunks: number, levels: number) => {
		const { choices, body } = await summarize(text, material);
		const { text: summary } = choices[0];
		return { text: summary, model: body.model ?? null, usage: usageSum.usage, chunks, levels };
	};

	try {
		const separate = texts.length > 1;
		let parts = pack(
			texts.flatMap((text) => cutText(text, chunkTokens)),
			chunkTokens,
			separate ? '\n\n' : '',
		);
		const chunks = parts.length;
		const [only = ''] = parts;
		if (chunks <= 1) return await last(only, { kind: separate ? 'texts' : 'text' }, chunks, 1);

		for (let level = 1; ; level++) {
			const of = parts.length;
			const summaries: string[] = [];
			// By position: later parts may be done before earlier ones.
			const keep = ({ choices }: Completion, position: number) => {
				summaries[position] = choices[0].text;
				done = summaries.filter((summary) => summary !== undefined);
			};
			const work = async (part: string, position: number) =>
				await summarize(part, { kind: 'part', number: position + 1, of });
			await mapParts(parts, atOnce, work, keep);
			parts = pack(
				summaries.flatMap((summary) => cutText(summary, chunkTokens)),
				chunkTokens,
				'\n\n',
			);
			const [whole = ''] = parts;
			if (parts.length === 1) return await last(whole, { kind: 'summaries' }, chunks, level + 1);
			if (parts.length >= of) throw tooLong();
		}
	} catch (thrown) {
		throw usageSum.failureWithUsage(thrown, done.join('\n\n'));
	}
}

function tooLong(): Failed {
	return new Failed(
		failure('invalidOutput', {
			message: 'The summaries of the parts are not shorter than the text',
			description:
				'The model does not summarize. Raise Chunk Size, or use another model. The summaries of the parts are in error.text of this item.',
		}),
	);
}
