import { Failed, type Failure } from '../api/failure';
import type { Check } from './check';
import type { Parameters } from './parameters';

/** Where a value stands among the parameters of the node, for advice that can be followed there. */
export class Place {
	private constructor(
		private readonly parameters: Pick<Parameters, 'isExpression'>,
		private readonly path: ReadonlyArray<string | number>,
		/** Whether the field was added, and can be removed. */
		readonly isRemovable: boolean,
	) {}

	/** That of a parameter. */
	static of(parameters: Pick<Parameters, 'isExpression'>, name: string): Place {
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

	/** Whether an expression gives the value, or what it is part of. */
	get isExpression(): boolean {
		return this.parameters.isExpression(this.path);
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
	try {
		return check(value, label, place);
	} catch (thrown) {
		const isExplained = place !== undefined && thrown instanceof Failed && isEmpty(value);
		throw isExplained ? new Failed(explainEmpty(thrown.failure, label, place)) : thrown;
	}
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
	const told = place.isRemovable ? orRemove(why) : why;
	if (!place.isExpression) return told;
	return {
		...told,
		message: `${label} is empty: its expression gives nothing for this item`,
		description: `Look at the result below the field. ${told.description}`,
	};
}

function asSentence(text: string): string {
	return text.endsWith('.') ? text : `${text}.`;
}
