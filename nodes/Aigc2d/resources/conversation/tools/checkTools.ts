import type { JsonObject } from '../../../../api/json';
import type { Tool } from '../../../../api/tool/tool';
import { invalidField } from '../../../../fields/check';
import { labelOf } from '../../../../fields/field';
import { numberOfAnswers } from '../../../../fields/sampling';
import { toolsJson } from '../../../../fields/tools';
import type { Answered, Dialect } from './dialect';

/**
 * Whether connected tools go with what else is asked for.
 *
 * @throws Failed (`input`) naming the field
 */
export function checkTools<Answer extends Answered>(
	body: JsonObject,
	tools: readonly Tool[],
	dialect: Dialect<Answer>,
): void {
	const own = new Set(dialect.namesIn(body));
	const twice = tools.find(({ name }) => own.has(name));
	if (twice !== undefined) {
		invalidField(
			labelOf(toolsJson),
			`has "${twice.name}", and a connected tool has the same name`,
			'Rename one of them: the model could not tell them apart.',
		);
	}
	if (Number(body.n ?? 1) > 1) {
		invalidField(
			labelOf(numberOfAnswers),
			`must be 1 where tools are connected, but is ${Number(body.n)}`,
			'Each answer would call tools of its own. Remove the option, or disconnect the tools.',
		);
	}
}
