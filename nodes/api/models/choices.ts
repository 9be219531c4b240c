import type { JsonObject } from '../json';
import { knownModels } from './known';
import { isFor, type Use } from './uses';

/** A model that can be chosen. */
export interface ModelChoice {
	id: string;
	/** How a list shows it. */
	name: string;
	isFor(use: Use): boolean;
}

/** The models that a gateway lists, each once. */
export function modelChoices(models: readonly JsonObject[]): ModelChoice[] {
	const byId = new Map(models.map((model) => [String(model.id), model]));
	return [...byId].map(([id, { supported_endpoint_types }]) => ({
		id,
		name: id,
		// Of a model that is kept for a while nothing else is.
		isFor: (use) => isFor(use, { id, supported_endpoint_types }),
	}));
}

/** The models that are known where a gateway lists none; their names say how. */
export const knownChoices: readonly ModelChoice[] = knownModels.flatMap(({ mark, uses, ids }) =>
	ids.map((id) => ({ id, name: `${id} (${mark})`, isFor: (use: Use) => uses.includes(use) })),
);

/** Those whose ID contains a text; the ones for a use first, both parts in the order of the alphabet. */
export function searchChoices(
	choices: readonly ModelChoice[],
	text: string,
	use: Use,
): ModelChoice[] {
	const wanted = text.toLowerCase();
	const matching = choices
		.filter(({ id }) => id.toLowerCase().includes(wanted))
		.sort((one, other) => one.id.localeCompare(other.id));
	return [
		...matching.filter((choice) => choice.isFor(use)),
		...matching.filter((choice) => !choice.isFor(use)),
	];
}
