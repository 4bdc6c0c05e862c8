import type { V1Container, V1Volume } from "@kubernetes/client-node";

/**
 * Those volumes that one of the containers mounts. A volume that only a dropped container used would at best be
 * useless, and at worst be a disk that can only be attached to one node.
 */
export function mountedVolumes(volumes: readonly V1Volume[], containers: readonly V1Container[]): V1Volume[] {
  const used = new Set(containers.flatMap(mountedNames));
  return volumes.filter(({ name }) => used.has(name));
}

/**
 * What may hold migration files and no secret: ConfigMaps, empty directories, Pod fields, image volumes, and of
 * projected volumes those parts. Disks and network shares are left out too: attaching one can hang or block another
 * Pod, which a look must not.
 */
export function harmlessVolumes(volumes: readonly V1Volume[]): V1Volume[] {
  return volumes.flatMap((volume) => {
    const { configMap, emptyDir, downwardAPI, image, projected } = volume;
    if (configMap ?? emptyDir ?? downwardAPI ?? image) return [volume];
    const sources = projected?.sources?.filter((source) => source.configMap ?? source.downwardAPI) ?? [];
    return sources.length === 0
      ? []
      : [Object.assign({}, volume, { projected: Object.assign({}, projected, { sources }) })];
  });
}

/** The container without the mounts of volumes that are not there. */
export function withMountsOf(container: V1Container, volumes: readonly V1Volume[]): V1Container {
  const present = new Set(volumes.map(({ name }) => name));
  const { volumeMounts, volumeDevices, ...rest } = container;
  const mounts = volumeMounts?.filter(({ name }) => present.has(name)) ?? [];
  const devices = volumeDevices?.filter(({ name }) => present.has(name)) ?? [];
  return {
    ...rest,
    ...(mounts.length > 0 && { volumeMounts: mounts }),
    ...(devices.length > 0 && { volumeDevices: devices }),
  };
}

function mountedNames({ volumeMounts = [], volumeDevices = [] }: V1Container): readonly string[] {
  return [...volumeMounts, ...volumeDevices].map(({ name }) => name);
}
