import { defined } from '../../../api/defined';
import { rerankCall, rerankPath, type RankRequest } from '../../../api/rerank/call';
import { documentsField } from '../../../fields/documents';
import { field, optionsOf, readField } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { pathField } from '../../../fields/path';
import { rerankBody, rerankModel, topN } from '../../../fields/rerank';
import { itemText } from '../../../fields/text';
import { operation } from '../operation';

const route = pathField(rerankPath, false);
const options = optionsOf([topN, includeInput, route, rerankBody]);

const queryField = field({
	property: {
		displayName: 'Query',
		name: 'query',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.question }}',
		description: 'What the documents should answer: a question, or words to look for',
	},
	wire: null,
	check: itemText,
});

/** Rerank → Rank: POST /v1/rerank, one query with its documents an item. */
export const rank = operation<RankRequest>({
	value: 'rank',
	name: 'Rank',
	action: 'Rank documents',
	description:
		'Sort documents by how well they answer a query, with a reranker model: better than the order of a vector search. One item is one query with its documents.',
	fields: [rerankModel, queryField, documentsField, options],
	unit: 1,

	read(parameters) {
		const given = readField(parameters, options);
		return {
			path: given.get(route) ?? route.usual,
			members: { model: readField(parameters, rerankModel), ...given.members },
			query: readField(parameters, queryField),
			documents: readField(parameters, documentsField),
			...defined({ topN: given.get(topN) }),
		};
	},

	async run([request], { send }) {
		const { results, model, usage } = await send(rerankCall(request));
		const ranked = results.map(({ index, score }) => ({
			index,
			score,
			document: request.documents[index],
		}));
		return [{ json: { results: ranked, model, usage } }];
	},
});
