import { embeddingsCall, type Embeddings } from '../../../nodes/api/embedding/embeddings';
import { usageFaults } from './faults';
import type { Good } from './good';
import { leavesOf } from './leaves';
import type { Random } from './random';
import type { Sent } from './sent';

const usage = { prompt_tokens: 901, total_tokens: 901 };

/** A good answer of POST /v1/embeddings: the vector of text 3 begins with 3.5. */
export function goodEmbeddings(random: Random, count = random.between(1, 4)): Good {
	const isNumbered = random.chance(0.8);
	const data = Array.from({ length: count }, (_, index) => ({
		object: 'embedding',
		...(isNumbered ? { index } : {}),
		embedding: [index + 0.5, random.below(1000) / 1000, -0.25],
	}));
	return {
		route: 'embeddings',
		tree: { object: 'list', data, model: 'e-1', usage },
		form: 'body',
		reader: () =>
			embeddingsCall('/v1/embeddings', { model: 'e-1' }, Array<string>(count).fill('x')).reader(),
		faults: (value, sent) => vectorFaults(value, sent, count),
	};
}

function vectorFaults({ rows, usage: read }: Embeddings, sent: Sent, count: number): string[] {
	const leaves = leavesOf(sent.parts);
	const isMoved = sent.changes.some((change) =>
		/index|changes places|comes twice|list of it/.test(change),
	);
	const inPlace = rows.every(({ vector: [first] }, at) => first === at + 0.5);
	const numbers = new Set(leaves.map(({ value }) => value));
	const strange = rows.flatMap(({ vector }) => vector).filter((number) => !numbers.has(number));
	const isIntact =
		sent.isWhole &&
		sent.changes.every((change) => !/embedding|(data|data\/\d+|^\/) becomes/.test(change));
	return [
		...(rows.length === count ? [] : [`${rows.length} vectors for ${count} texts`]),
		...(strange.length === 0 ? [] : [`numbers of nobody: ${strange.join()}`]),
		...(isIntact && !isMoved && !inPlace
			? [`vectors in another order: ${JSON.stringify(rows)}`]
			: []),
		...(new Set(rows.map(({ vector }) => vector[0])).size === count || !isIntact || isMoved
			? []
			: ['a vector twice']),
		...usageFaults(read, leaves, sent.text),
	];
}
