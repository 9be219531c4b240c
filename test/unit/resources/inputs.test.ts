import { NodeHelpers, Workflow, type INode, type INodeTypes } from 'n8n-workflow';
import { Aigc2d } from '../../../nodes/Aigc2d/Aigc2d.node';
import { resources } from '../../../nodes/Aigc2d/resources';

const type = new Aigc2d();
const nodeTypes: INodeTypes = {
	getByName: () => type,
	getByNameAndVersion: () => type,
	getKnownTypes: () => ({}),
};

/** The inputs that n8n gives the node, in its engine and on its canvas. */
function inputsWith(parameters: INode['parameters']): unknown {
	const node: INode = {
		id: '1',
		name: 'AIGC2D',
		type: 'n8n-nodes-aigc2d.aigc2d',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const made = workflow.getNode('AIGC2D') as INode;
	return NodeHelpers.getNodeInputs(workflow, made, type.description);
}

const withTools = ['main', { type: 'ai_tool', displayName: 'Tools' }];

const operations = resources.flatMap(({ value, operations: all }) =>
	all.map(({ value: operation }) => ({ resource: value, operation })),
);

test.each(operations)('$resource, $operation: tools can be connected where a model can call them', (parameters) => {
	const takesTools = ['chat complete', 'claude message'].includes(
		`${parameters.resource} ${parameters.operation}`,
	);
	expect(inputsWith(parameters)).toEqual(takesTools ? withTools : ['main']);
});

test('a node that was just added begins with the first operation, which takes tools', () => {
	expect(inputsWith({})).toEqual(withTools);
});
