import { call, type Answer, type Ask, type OrNull } from '@shanmen/api';

export type Operator = OrNull<Answer<'IdentityOperatorView'>, 'lockedUntil'>;

export type Role = Answer<'IdentityRoleView'>;

export type Module = Answer<'IdentityModuleView'>;

const BASE = '/api/identity';

export function operators(): Promise<Operator[]> {
  return call('GET', `${BASE}/operators`);
}

export function addOperator(body: Ask<'IdentityAddOperator'>): Promise<Operator> {
  return call('POST', `${BASE}/operators`, { body, repeatable: true });
}

export function changeOperator(id: string, body: Ask<'IdentityChangeOperator'>): Promise<Operator> {
  return call('PUT', `${BASE}/operators/${id}`, { body });
}

export function resetPassword(id: string, password: string): Promise<unknown> {
  return call('POST', `${BASE}/operators/${id}/password`, { body: { password } });
}

export function unlock(id: string): Promise<unknown> {
  return call('POST', `${BASE}/operators/${id}/unlock`);
}

export function roles(): Promise<Role[]> {
  return call('GET', `${BASE}/roles`);
}

export function permissions(): Promise<Module[]> {
  return call('GET', `${BASE}/permissions`);
}

export function addRole(body: Ask<'IdentityAddRole'>): Promise<Role> {
  return call('POST', `${BASE}/roles`, { body, repeatable: true });
}

export function changeRole(id: string, body: Ask<'IdentityChangeRole'>): Promise<Role> {
  return call('PUT', `${BASE}/roles/${id}`, { body });
}

export function removeRole(id: string): Promise<Role> {
  return call('DELETE', `${BASE}/roles/${id}`);
}
