import { Failed, inputFailure, type Failure } from '../api/failure';
import { brief } from '../api/shorten';
import type { Check } from './check';
import type { Parameters } from './parameters';

/** Where a value stands among the parameters of the node, for advice that can be followed there. */
export class Place {
	private constructor(
		private readonly parameters: Pick<Parameters, 'expressionAt'>,
		private readonly path: ReadonlyArray<string | number>,
		/** Whether the field was added, and can be removed. */
		readonly isRemovable: boolean,
	) {}

	/** That of a parameter. */
	static of(parameters: Pick<Parameters, 'expressionAt'>, name: string): Place {
		return new Place(parameters, [name], false);
	}

	/** That of something in it which is always there, such as a field of a row. */
	within(...path: ReadonlyArray<string | number>): Place {
		return new Place(this.parameters, [...this.path, ...path], false);
	}

	/** That of something in it which was added. */
	added(name: string): Place {
		return new Place(this.parameters, [...this.path, name], true);
	}

	/** The expression that gives the value, or what it is part of; undefined where it was entered as it is. */
	get expression(): string | undefined {
		return this.parameters.expressionAt(this.path);
	}
}

/**
 * The checked value. One that is empty and must not be is told as what it is there: a field that nobody has filled, or
 * an expression that gives nothing.
 *
 * @param place absent: of the value it is not known
 * @throws Failed (`input`) naming the field
 */
export function checkAt<Value>(
	check: Check<Value>,
	value: unknown,
	label: string,
	place?: Place,
): Value {
	if (place === undefined || !isEmpty(value)) return check(value, label, place);
	// An expression that was added is meant to say something, whatever the check makes of nothing.
	const added = place.isRemovable ? place.expression : undefined;
	if (added !== undefined) throw new Failed(givesNothing(label, added, value));
	try {
		return check(value, label, place);
	} catch (thrown) {
		throw thrown instanceof Failed
			? new Failed(explainEmpty(thrown.failure, label, place))
			: thrown;
	}
}

const look = 'Look at the result below the field.';

/** An option that an expression has left empty for an item. */
function givesNothing(label: string, expression: string, value: unknown): Failure {
	const given = typeof value === 'string' ? 'an empty text' : String(value);
	return inputFailure(
		label,
		`is empty: its expression ${brief(expression)} gives ${given} for this item`,
		value === undefined
			? `${look} Nothing is sent without the cap that it stands for. Or remove the field.`
			: `${look} To leave the field out for an item, let the expression give undefined; or remove the field.`,
	);
}

/** A failure of a field that can be removed, with that among its advice. */
export function orRemove(why: Failure): Failure {
	return { ...why, description: `${asSentence(why.description)} Or remove the field.` };
}

function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

function explainEmpty(why: Failure, label: string, place: Place): Failure {
	if (place.isRemovable) return orRemove(why);
	if (place.expression === undefined) return why;
	return {
		...why,
		message: `${label} is empty: its expression gives nothing for this item`,
		description: `${look} ${why.description}`,
	};
}

function asSentence(text: string): string {
	return text.endsWith('.') ? text : `${text}.`;
}
