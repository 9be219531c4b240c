import type { IExecuteFunctions, ISupplyDataFunctions } from 'n8n-workflow';
import type { BinaryOutput } from '../api/output';
import { Failed, inputFailure } from '../api/failure';
import { asObject, isObject } from '../api/json';
import { brief, shorten } from '../api/shorten';

/** Binary fields that are named where none has the name that was entered. */
const mostNames = 10;
/** Longest reason of n8n that is told, in characters: it may quote the expression. */
const longestReason = 500;

/** A node that works on items, or one that supplies a model. */
export type Context = IExecuteFunctions | ISupplyDataFunctions;

/** The parameters of one item, read from n8n when they are asked for. */
export function itemParameters(context: Context, item: number) {
	return {
		/** @param label of the parameter in the editor, for a sentence about it */
		get(name: string, label: string): unknown {
			try {
				// n8n would look the field up among all of the node, twice, which costs more than to read it.
				return locatorValue(
					context.getNodeParameter(name, item, undefined, { skipValidation: true }),
				);
			} catch (thrown) {
				throw unreadable(label, thrown);
			}
		},

		expressionAt: (path: ReadonlyArray<string | number>) => expressionAt(context, path),

		async file(binaryProperty: string, label: string): Promise<BinaryOutput> {
			const found = context.getInputData()[item]?.binary?.[binaryProperty];
			if (found === undefined) {
				throw new Failed(
					inputFailure(
						label,
						`names the binary field "${brief(binaryProperty)}", which the item does not have`,
						binaryRemedy(context, item),
					),
				);
			}
			const bytes = await context.helpers.getBinaryDataBuffer(item, binaryProperty);
			return { bytes, mimeType: found.mimeType, fileName: found.fileName ?? binaryProperty };
		},
	};
}

/** Whether a parameter may differ from item to item: it is an expression, or has one in it. */
export function variesByItem(context: Context, name: string): boolean {
	return hasExpression(context.getNode().parameters[name]);
}

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

/** The expression at a place among the parameters, or on the way to it. */
function expressionAt(context: Context, path: ReadonlyArray<string | number>): string | undefined {
	let value: unknown = context.getNode().parameters;
	for (const step of path) {
		value = locatorValue((value as { [step: string]: unknown } | null | undefined)?.[step]);
		if (typeof value === 'string' && value.startsWith('=')) return value.slice(1).trim();
	}
	return undefined;
}

/** Whether an option was added to the collection Options, whatever its value. */
export function hasOption(context: Context, name: string): boolean {
	return Object.hasOwn(asObject(context.getNode().parameters.options), name);
}

/** What a resource locator points to; any other value as it is. */
function locatorValue(value: unknown): unknown {
	return isObject(value) && value.__rl === true ? value.value : value;
}

/** An expression that n8n cannot evaluate ends this item, not the run. */
function unreadable(label: string, thrown: unknown): Failed {
	const reason = thrown instanceof Error ? thrown.message : String(thrown);
	return new Failed(
		inputFailure(
			label,
			`cannot be read: ${shorten(reason, longestReason)}`,
			'Correct the expression of this parameter.',
		),
	);
}

function binaryRemedy(context: Context, item: number): string {
	const names = Object.keys(context.getInputData()[item]?.binary ?? {});
	if (names.length === 0) return 'The item has no binary data: read the file in an earlier node.';
	const more = names.length > mostNames ? `, and ${names.length - mostNames} more` : '';
	const first = names.slice(0, mostNames).map(brief).join(', ');
	return `The item has the binary fields ${first}${more}. Enter one of these names.`;
}
