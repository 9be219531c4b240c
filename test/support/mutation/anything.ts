import { untypedReader, type UntypedAnswer } from '../../../nodes/api/readers/untyped';
import { type JsonObject, objectsIn, textOf } from '../../../nodes/api/json';
import { modelsCall } from '../../../nodes/api/models/call';
import type { Good } from './good';
import { leavesOf } from './leaves';
import type { Random } from './random';
import { Words } from './words';

const usage = { prompt_tokens: 901, total_tokens: 901 };

/** A good list of models. */
export function goodModels(random: Random): Good {
	const data = Array.from({ length: random.between(1, 5) }, (_, index) => ({
		id: `m-${index}`,
		object: 'model',
		owned_by: 'o',
	}));
	return {
		route: 'models',
		tree: { object: 'list', data },
		form: 'body',
		reader: () => modelsCall().reader(),
		isFree: true,
		faults: (value: JsonObject[], { parts: [body] }) => {
			const read = value.map(({ id }) => id);
			const rows = objectsIn((body as JsonObject | undefined)?.data);
			const lost = rows.filter(({ id }) => /^m-/.test(String(textOf(id))) && !read.includes(id));
			return lost.map(({ id }) => `lost ${String(id)}`);
		},
	};
}

/** Any answer of any route. */
export function goodAnything(random: Random): Good {
	const words = new Words(random);
	return {
		route: 'any',
		tree: {
			id: 1,
			list: [words.text('p'), { deep: { deeper: words.text('p') } }],
			done: true,
			usage,
		},
		form: 'body',
		reader: untypedReader,
		faults: ({ body }: UntypedAnswer, sent) => {
			const read = new Set(leavesOf([body]).map(({ value }) => String(value)));
			const lost = leavesOf(sent.parts).filter(
				({ path, value }) => !/__proto__/.test(path) && !read.has(String(value)),
			);
			const isText = typeof body === 'string';
			return isText ? [] : lost.map(({ path }) => `lost ${path}`);
		},
	};
}
