import { isObject, type JsonObject, without } from '../json';

/**
 * Members that hold a list of models, in the order in which they are looked at: OpenAI; Gemini, Ollama and
 * Cohere; panels that wrap their answers; Cloudflare.
 */
const places = ['data', 'models', 'list', 'items', 'records', 'result', 'results', 'model_list'];

/** Lists inside of so many objects are found: `{data: {models: […]}}` is one of two. */
const deepest = 3;

/** Members that name a model as requests want it, best first; `name` may be for people (OpenRouter). */
const names = ['id', 'model', 'model_id', 'modelId', 'model_name', 'modelName', 'slug', 'name'];

/** Models that a gateway may have; of a longer list one more is read, so that it is known to be longer. */
export const mostModels = 50_000;

/**
 * The models of a list in any shape that gateways send, each with its `id` first and its other members as
 * sent. Undefined when there is no list, or one in which nothing is a model.
 *
 * @param body an answer of any gateway as JSON
 */
export function modelsIn(body: unknown, depth = 0): JsonObject[] | undefined {
	if (Array.isArray(body)) {
		const rows: unknown[] = body.slice(0, mostModels + 1);
		const models = rows.map(modelOf).filter((model) => model !== undefined);
		return models.length > 0 || body.length === 0 ? models : undefined;
	}
	if (!isObject(body) || depth === deepest) return undefined;
	const lists = places.map((place) => modelsIn(body[place], depth + 1));
	return (
		lists.find((models) => models !== undefined && models.length > 0) ?? lists.find(Array.isArray)
	);
}

function modelOf(row: unknown): JsonObject | undefined {
	if (typeof row === 'string') return row.trim() === '' ? undefined : { id: row.trim() };
	if (!isObject(row)) return undefined;
	const named = names.filter((name) => typeof row[name] === 'string' && row[name].trim() !== '');
	// The ID that a database gives a row is for no request, unless there is nothing else.
	const name = named.find((each) => each !== 'id' || !isDatabaseKey(String(row.id))) ?? named[0];
	if (name === undefined) {
		return typeof row.id === 'number' ? { ...row, id: String(row.id) } : undefined;
	}
	const id = String(row[name]).trim();
	// Gemini's own list has `name: "models/gemini-…"`. As an `id`, such a path may be the gateway's way.
	return { id: name === 'name' ? id.replace(/^models\//, '') : id, ...without(row, 'id') };
}

/** A number or a UUID. */
function isDatabaseKey(id: string): boolean {
	return /^\d+$|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
}
