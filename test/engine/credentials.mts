import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	INodeTypes,
} from 'n8n-workflow';

import { withExpressions } from './expressions.mts';

/** What a person has typed into the credential, and what signing in has added. */
export type CredentialData = ICredentialDataDecryptedObject;

/** The credential's own node, in which its hidden expressions are evaluated, as in n8n. */
const CREDENTIAL_NODE: INode = {
	id: 'credential',
	name: 'credential',
	type: 'credential',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const noNodeTypes: INodeTypes = {
	getByName: () => ({ description: { properties: [] } }) as never,
	getByNameAndVersion: () => ({ description: { properties: [] } }) as never,
	getKnownTypes: () => ({}),
};

/** The credential with its defaults filled in and its hidden expressions resolved. */
export async function resolved(
	type: ICredentialType,
	data: CredentialData,
): Promise<CredentialData> {
	const withDefaults = NodeHelpers.getNodeParameters(
		type.properties,
		data as never,
		true,
		false,
		null,
		null,
	) as CredentialData;
	const complete = { ...data, ...withDefaults };
	const workflow = new Workflow({
		nodes: [CREDENTIAL_NODE],
		connections: {},
		active: false,
		nodeTypes: noNodeTypes,
	});
	return await withExpressions(
		workflow,
		() =>
			workflow.expression.getComplexParameterValue(
				CREDENTIAL_NODE,
				complete as never,
				'internal',
				{},
				undefined,
				undefined,
				complete as never,
			) as unknown as CredentialData,
	);
}

/** A credential's type with all that it extends, and the properties that it inherits. */
export function complete(types: Record<string, ICredentialType>, name: string): ICredentialType {
	const { extends: parents = [], properties, ...type } = types[name];
	const ours = parents.filter((parent) => parent in types).map((one) => complete(types, one));
	const merged: INodeProperties[] = [];
	for (const inherited of [...ours.map((one) => one.properties), properties]) {
		NodeHelpers.mergeNodeProperties(merged, inherited);
	}
	const ancestors = [...parents, ...ours.flatMap((one) => one.extends ?? [])];
	return { ...type, extends: ancestors, properties: merged };
}

/** One stored credential; renewed tokens come back into it. */
export class StoredCredential extends ICredentialsHelper {
	/** How often n8n has saved a renewed token. */
	renewals = 0;

	/** How often it was decrypted: twice when a run begins, and for each request. */
	readings = 0;

	constructor(
		readonly type: ICredentialType,
		readonly data: CredentialData,
	) {
		super();
	}

	override getParentTypes(name: string): string[] {
		return name === this.type.name ? (this.type.extends ?? []) : [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.readings += 1;
		return await resolved(this.type, this.data);
	}

	override updateCredentialsOauthTokenData(
		_nodeCredentials: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.renewals += 1;
		this.data.oauthTokenData = data.oauthTokenData;
		return Promise.resolve();
	}

	override getCredentialsProperties(): INodeProperties[] {
		return this.type.properties;
	}

	override runPreAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	override preAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	override authenticate(
		_credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return Promise.resolve(requestOptions);
	}

	override getCredentials(): Promise<ICredentials> {
		return Promise.reject(new Error('The engine asks for decrypted credentials only'));
	}

	override updateCredentials(): Promise<void> {
		return Promise.reject(new Error('Only tokens are ever written back'));
	}
}
