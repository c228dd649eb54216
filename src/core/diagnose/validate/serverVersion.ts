/**
 * The API servers whose rules differ (V13): `1.35` stands for it and those before, `1.36` for it and those after,
 * which refuse addresses that are not written in their plain form.
 */
export type ServerVersion = '1.35' | '1.36';

/** The milder one: what a cluster has once accepted stays in force whatever its server would refuse today. */
export const DEFAULT_SERVER_VERSION: ServerVersion = '1.35';
