package io.shanmen.server.foundation;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import java.time.LocalDate;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes the kernel's small types the way the API shows them: a business day as {@code YYYY-MM-DD},
 * a set of checkpoints as the list of their numbers.
 */
@JacksonComponent
class KernelJson {

  static {
    SpringDocUtils.getConfig()
        .replaceWithClass(BusinessDay.class, LocalDate.class)
        .replaceWithClass(CheckpointSet.class, Integer[].class);
  }

  static class BusinessDayWriter extends ValueSerializer<BusinessDay> {
    @Override
    public void serialize(BusinessDay day, JsonGenerator json, SerializationContext context) {
      json.writeString(day.toString());
    }
  }

  static class BusinessDayReader extends ValueDeserializer<BusinessDay> {
    @Override
    public BusinessDay deserialize(JsonParser json, DeserializationContext context) {
      return new BusinessDay(context.readValue(json, LocalDate.class));
    }
  }

  static class CheckpointSetWriter extends ValueSerializer<CheckpointSet> {
    @Override
    public void serialize(CheckpointSet set, JsonGenerator json, SerializationContext context) {
      int[] numbers = set.numbers().toArray();
      json.writeArray(numbers, 0, numbers.length);
    }
  }

  static class CheckpointSetReader extends ValueDeserializer<CheckpointSet> {
    @Override
    public CheckpointSet deserialize(JsonParser json, DeserializationContext context) {
      return CheckpointSet.of(context.readValue(json, int[].class));
    }
  }
}
