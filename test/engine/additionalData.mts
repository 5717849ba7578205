import './environment.cjs';

import { ExecutionLifecycleHooks } from 'n8n-core';
import type { ICredentialsHelper, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

/** What n8n's server would give along with an execution. */
export function additionalData(
	workflow: Workflow,
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	const hooks = new ExecutionLifecycleHooks('manual', 'execution', {
		id: workflow.id,
		name: 'Workflow',
		active: false,
		activeVersionId: null,
		isArchived: false,
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		settings: workflow.settings,
		createdAt: new Date(),
		updatedAt: new Date(),
	});
	const unused = () => Promise.reject(new Error('Not part of these workflows'));
	return {
		credentialsHelper,
		hooks,
		executionId: 'execution',
		currentNodeExecutionIndex: 0,
		restApiUrl: 'http://localhost/',
		instanceBaseUrl: 'http://localhost/',
		formBaseUrl: 'http://localhost/',
		formWaitingBaseUrl: 'http://localhost/',
		formTestBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/',
		webhookWaitingBaseUrl: 'http://localhost/',
		webhookTestBaseUrl: 'http://localhost/',
		mcpBaseUrl: 'http://localhost/',
		mcpTestBaseUrl: 'http://localhost/',
		variables: {},
		externalSecretsProxy: undefined as never,
		executeWorkflow: unused,
		getRunExecutionData: unused,
		getRuntimeCredential: unused,
		startRunnerTask: unused,
		logAiEvent: () => undefined,
	};
}
