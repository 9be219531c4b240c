import { NodeConnectionTypes, type AINodeConnectionType, type INodeType } from 'n8n-workflow';
import type { JsonObject } from '../../../nodes/api/json';
import type { Embeddings } from '../../../nodes/EmbeddingsAigc2d/embeddings';
import { EmbeddingsAigc2d } from '../../../nodes/EmbeddingsAigc2d/EmbeddingsAigc2d.node';
import type { Reranker } from '../../../nodes/RerankerAigc2d/reranker';
import { RerankerAigc2d } from '../../../nodes/RerankerAigc2d/RerankerAigc2d.node';
import { openGateway } from '../../support/chat';
import type { Responder } from '../../support/gateway';
import { credentialOf, type Canary } from '../../support/leaks/canary';
import { hunt } from '../../support/leaks/hunt';
import { placesIn } from '../../support/leaks/places';
import { refusals } from '../../support/leaks/refusals';
import { gatewayFor, scenes } from '../../support/leaks/scenes';
import { supplyAt } from '../../support/subNode';

jest.setTimeout(1_800_000);

/** A sub-node of a vector store, and how it is asked. */
interface Asked {
	type: INodeType;
	connection: AINodeConnectionType;
	/** The operation whose good answer is one here. */
	operation: string;
	ask: (response: unknown) => Promise<unknown>;
}

const asked: { [name: string]: Asked } = {
	embeddings: {
		type: new EmbeddingsAigc2d(),
		connection: NodeConnectionTypes.AiEmbedding,
		operation: 'embedding.create',
		ask: async (response) => await (response as Embeddings).embedQuery('Hello'),
	},
	reranker: {
		type: new RerankerAigc2d(),
		connection: NodeConnectionTypes.AiReranker,
		operation: 'rerank.rank',
		ask: async (response) =>
			await (response as Reranker).compressDocuments(
				[{ pageContent: 'Ada' }, { pageContent: 'Bob' }],
				'Who?',
			),
	},
};

/** Everything that is left: what the sub-node gave or threw, and what n8n keeps of it. */
async function leftBy(
	{ type, connection, ask }: Asked,
	respond: Responder,
	canary: Canary,
): Promise<unknown> {
	const gateway = await openGateway(respond);
	const parameters = {
		options: connection === NodeConnectionTypes.AiReranker ? { topN: 1 } : {},
		throughput: { maxAttempts: 1, maxRateLimitWait: 1 },
	};
	const credential = credentialOf(canary);
	const supplied = await supplyAt(gateway, { type, connection, parameters, credential });
	const result = await ask(supplied.response).catch((thrown: unknown) => thrown);
	await supplied.close();
	await gateway.close();
	if (supplied.requests.length === 0) throw new Error('Nothing was sent');
	return [result, supplied.record()];
}

test.each(Object.entries(asked))(
	'whatever is said, nothing of the %s shows a secret',
	async (name, each) => {
		const good = scenes.find(({ operation }) => operation === each.operation)?.good as JsonObject;
		const ofAnswers = placesIn(good).map(({ where, saying }) => ({
			name: where,
			respond: (words: string) => gatewayFor({}, saying(words)),
		}));
		const ofFailures = refusals.map(({ name: how, saying }) => ({ name: how, respond: saying }));
		const trials = [...ofAnswers, ...ofFailures].map(({ name: where, respond }) => ({
			name: `${name}, ${where}`,
			run: async (words: string, canary: Canary) => await leftBy(each, respond(words), canary),
		}));
		const { shown } = await hunt(name, trials, [name], 12);
		expect(shown).toBeGreaterThan(0);
	},
);
