package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Named tensors that enter the decoder as one dictionary. The engine makes that dictionary of all
 * arrays whose names begin alike, up to the first dot.
 */
final class TensorMap {

  private final Map<String, PtNDArray> tensors = new LinkedHashMap<>();
  private final NDList list = new NDList();

  private TensorMap() {}

  /** Zeros in memory of the engine's own, which no garbage collection touches. */
  static TensorMap zeros(
      NDManager manager, String dictionary, Map<String, long[]> shapes, DataType type) {
    TensorMap map = new TensorMap();
    shapes.forEach(
        (name, shape) -> {
          NDArray tensor = manager.zeros(new Shape(shape), type);
          tensor.setName(dictionary + "." + name);
          map.put(name, (PtNDArray) tensor);
        });
    return map;
  }

  /** Those tensors of this map, which remain one with them, whose names are accepted. */
  TensorMap only(Predicate<String> names) {
    TensorMap map = new TensorMap();
    tensors.forEach(
        (name, tensor) -> {
          if (names.test(name)) {
            map.put(name, tensor);
          }
        });
    return map;
  }

  /** The tensors of both. */
  TensorMap and(TensorMap other) {
    TensorMap map = new TensorMap();
    tensors.forEach(map::put);
    other.tensors.forEach(map::put);
    return map;
  }

  private void put(String name, PtNDArray tensor) {
    tensors.put(name, tensor);
    list.add(tensor);
  }

  Set<String> names() {
    return tensors.keySet();
  }

  Collection<PtNDArray> all() {
    return tensors.values();
  }

  PtNDArray get(String name) {
    PtNDArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("expected a tensor's name, found " + name);
    }
    return tensor;
  }

  @Nullable PtNDArray find(String name) {
    return tensors.get(name);
  }

  NDList list() {
    return list;
  }

  boolean isEmpty() {
    return tensors.isEmpty();
  }

  Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.getShape().getShape()));
    return shapes;
  }

  void close() {
    tensors.values().forEach(PtNDArray::close);
  }
}
