import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Engine } from '../test/engine/engine.mts';
import { simulatorClientSecret } from '../test/simulator/simulator.mts';

/** Runs the node of a package with a credential that is connected to this service. */
export async function connected(
	packageDirectory: string,
	{ url, tokens }: { url: string; tokens: object },
) {
	const engine = await Engine.load(packageDirectory);
	const credential = engine.credential({
		cloud: 'custom',
		apiUrl: url,
		authorityUrl: url,
		clientId: 'simulator',
		clientSecret: simulatorClientSecret,
		oauthTokenData: { ...tokens },
	});
	const run = async (parameters: INodeParameters, items: IDataObject[]): Promise<IDataObject[]> => {
		const { items: output, error } = await engine.run(credential, { parameters, items });
		if (error) throw error;
		if (output.length !== items.length)
			throw new Error(`${output.length} of ${items.length} items`);
		return output.map(({ json }) => json);
	};
	return { run };
}
