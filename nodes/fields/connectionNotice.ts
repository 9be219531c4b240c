import { field, type Field } from './field';

/**
 * Says where a sub-node belongs, as n8n's own do.
 *
 * @param to what it must be connected to
 * @param opens attribute of the link: what the node panel is opened with
 */
export function connectionNotice(to: string, opens: string): Field<'notice', undefined> {
	return field({
		property: {
			displayName: `This node must be connected to ${to}. <a data-action='openSelectiveNodeCreator' ${opens}>Insert one</a>`,
			name: 'notice',
			type: 'notice',
			default: '',
			typeOptions: { containerClass: 'ndv-connection-hint-notice' },
		},
		wire: null,
		check: () => undefined,
	});
}

/** Of a sub-node of vector stores. */
export const vectorStoreNotice = connectionNotice(
	'a vector store',
	"data-action-parameter-connectiontype='ai_vectorStore'",
);
