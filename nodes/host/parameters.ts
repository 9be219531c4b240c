import type { IExecuteFunctions } from 'n8n-workflow';
import type { BinaryOutput } from '../api/call';
import { Failed, inputFailure } from '../api/failure';

/**
 * The parameters of one item, read from n8n when they are asked for.
 *
 * @param labelOf the label of a parameter in the editor, for sentences about it
 */
export function itemParameters(
	context: IExecuteFunctions,
	item: number,
	labelOf: (name: string) => string,
) {
	return {
		get(name: string): unknown {
			try {
				return context.getNodeParameter(name, item, undefined, { extractValue: true });
			} catch (thrown) {
				throw unreadable(labelOf(name), thrown);
			}
		},

		async file(binaryProperty: string, label: string): Promise<BinaryOutput> {
			const found = context.getInputData()[item]?.binary?.[binaryProperty];
			if (found === undefined) {
				throw new Failed(
					inputFailure(
						label,
						`names the binary field "${binaryProperty}", which the item does not have`,
						binaryRemedy(context, item),
					),
				);
			}
			const bytes = await context.helpers.getBinaryDataBuffer(item, binaryProperty);
			return { bytes, mimeType: found.mimeType, fileName: found.fileName ?? binaryProperty };
		},
	};
}

/** An expression that n8n cannot evaluate ends this item, not the run. */
function unreadable(label: string, thrown: unknown): Failed {
	const reason = thrown instanceof Error ? thrown.message : String(thrown);
	return new Failed(
		inputFailure(label, `cannot be read: ${reason}`, 'Correct the expression of this parameter.'),
	);
}

function binaryRemedy(context: IExecuteFunctions, item: number): string {
	const names = Object.keys(context.getInputData()[item]?.binary ?? {});
	return names.length === 0
		? 'The item has no binary data: read the file in an earlier node, or remove the field.'
		: `The item has the binary fields ${names.join(', ')}. Enter one of these names.`;
}
