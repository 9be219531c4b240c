import type { INodeProperties } from 'n8n-workflow';
import { deliveryFields, maxTokensField } from '../fields/answer';
import { collection, type Field } from '../fields/field';
import { modelField } from '../fields/model';
import { responseFormatFields } from '../fields/responseFormat';
import { samplingFields } from '../fields/sampling';
import { retryAndTimeoutFields, sharedLimits } from '../fields/throughput';
import { extraBodyFor } from '../fields/wholeAnswer';
import { headersField } from './headers';

/** An Agent takes one answer, and cuts no answer at a text of ours. */
const withoutUse = ['n', 'stop', 'logitBias'];

/** Members that the Agent or chain fills. */
const filled = ['messages', 'tools', 'tool_choice'];

/** Options of the model; the fields are those of Chat → Complete. */
export const modelOptions: readonly Field[] = [
	...samplingFields.filter(({ property }) => !withoutUse.includes(property.name)),
	...responseFormatFields,
	...deliveryFields.filter(({ property }) => property.name === 'stream'),
	headersField,
	extraBodyFor('{"top_k": 40}', filled),
];

/** Limits and retries that make sense for one model of several requests. */
export const modelLimits: readonly Field[] = [...sharedLimits, ...retryAndTimeoutFields];

export const modelProperties: INodeProperties[] = [
	modelField,
	maxTokensField,
	collection('Options', 'options', 'Add Option', modelOptions),
	collection('Limits and Retries', 'throughput', 'Add Limit', modelLimits),
];
